const names: Record<string, string> = {
  mod: '$mod',
  shift: 'Shift',
  alt: 'Alt',
  ctrl: 'Control',
  space: 'Space',
  escape: 'Escape',
  enter: 'Enter',
};

/**
 * Our notation in that of tinykeys: `mod+k` → `$mod+k`. A sign (`?`) gives two bindings, because keyboards
 * differ in whether Shift is held for it.
 */
export function toBindings(keys: string): string[] {
  const binding = keys.split(' ').map(plain).join(' ');
  return isSign(keys) ? [binding, `Shift+${binding}`] : [binding];
}

function plain(press: string): string {
  return press
    .split('+')
    .map((key) => names[key.toLowerCase()] ?? key)
    .join('+');
}

function isSign(press: string): boolean {
  return press.length === 1 && /[^a-z0-9]/i.test(press);
}

const textTypes = new Set([
  '',
  'text',
  'search',
  'email',
  'url',
  'tel',
  'password',
  'number',
  'date',
  'time',
]);

/** What there is to know of an element. */
export interface KeyTarget {
  tagName: string;
  isContentEditable?: boolean;
  getAttribute: (name: string) => string | null;
}

/** Whether keys that are pressed here write text. */
export function isTyping(target: KeyTarget): boolean {
  const name = target.tagName.toLowerCase();
  if (name === 'textarea' || name === 'select') return true;
  if (name === 'input') return textTypes.has(target.getAttribute('type')?.toLowerCase() ?? '');
  return target.isContentEditable === true;
}
