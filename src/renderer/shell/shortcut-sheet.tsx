import { useSyncExternalStore } from 'react';
import { Dialog } from '../ui/dialog.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { useListedShortcuts, type ShortcutGroup } from './shortcut-registry.ts';

let open = false;
const listeners = new Set<() => void>();

/** Shows or hides the sheet of shortcuts. */
export function setShortcutSheetOpen(next: boolean): void {
  open = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Every shortcut that works now: those of the studio and those of the page. */
export function ShortcutSheet() {
  const shown = useSyncExternalStore(subscribe, () => open);
  const groups = useListedShortcuts();
  return (
    <Dialog
      open={shown}
      onOpenChange={setShortcutSheetOpen}
      title="Keyboard shortcuts"
      className={groups.length > 1 ? 'max-w-2xl' : 'max-w-sm'}
    >
      <div className={groups.length > 1 ? 'gap-8 sm:columns-2' : undefined}>
        {groups.map((group) => (
          <Group key={group.title} group={group} />
        ))}
      </div>
    </Dialog>
  );
}

function Group({ group }: { group: ShortcutGroup }) {
  return (
    <section className="mb-5 break-inside-avoid">
      <h3 className="mb-1 text-xs font-[550] text-dim">{group.title}</h3>
      <dl>
        {group.shortcuts.map(({ keys, label }) => (
          <div
            key={keys}
            className="flex min-h-8 items-center justify-between gap-4 border-b border-line last:border-0"
          >
            <dt>{label}</dt>
            <dd>
              <Kbd keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
