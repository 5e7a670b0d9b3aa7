/** True on Apple's systems, where ⌘ is the modifier of shortcuts. */
export function isApple(platform: string = navigator.platform): boolean {
  return /^(Mac|iP)/.test(platform);
}

const symbols: Record<string, string> = {
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  enter: '↵',
  escape: 'Esc',
  space: 'Space',
  backspace: '⌫',
  delete: 'Del',
  '[+]': '+',
};
const appleSymbols: Record<string, string> = { mod: '⌘', shift: '⇧', alt: '⌥', ctrl: '⌃' };
const otherWords: Record<string, string> = {
  mod: 'Ctrl',
  shift: 'Shift',
  alt: 'Alt',
  ctrl: 'Ctrl',
};

/**
 * The caps of a shortcut as people know them: `mod+k` → `['Ctrl', 'K']`, or `['⌘', 'K']` on Apple's systems;
 * a sequence (`g l`) gives its keys one after the other.
 */
export function keyCaps(keys: string, apple: boolean): string[] {
  return keys.split(' ').flatMap((press) => press.split('+').map((key) => keyCap(key, apple)));
}

function keyCap(key: string, apple: boolean): string {
  const name = key.toLowerCase();
  const modifier = (apple ? appleSymbols : otherWords)[name];
  return modifier ?? symbols[name] ?? (key.length === 1 ? key.toUpperCase() : key);
}
