import { Command } from 'cmdk';
import { Kbd } from '../ui/kbd.tsx';
import type { PaletteEntry } from './palette-entry.ts';
import { setPaletteOpen } from './palette-store.ts';

/** One line of the palette. Running it closes the palette first. */
export function PaletteRow({ entry }: { entry: PaletteEntry }) {
  const { id, words, label, icon, hint, shortcut, run } = entry;
  return (
    <Command.Item
      value={id}
      onSelect={() => {
        setPaletteOpen(false);
        run();
      }}
      className="flex min-h-9 items-center gap-3 rounded-control px-3 py-1.5 data-[selected=true]:bg-lit [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-dim"
    >
      <span aria-hidden className="inline-grid w-6 shrink-0 place-items-center">
        {icon}
      </span>
      <span className="min-w-0 flex-1 truncate">{label ?? words[0]}</span>
      {hint && <span className="max-w-[45%] shrink-0 truncate text-xs text-dim">{hint}</span>}
      {shortcut && <Kbd keys={shortcut} />}
    </Command.Item>
  );
}
