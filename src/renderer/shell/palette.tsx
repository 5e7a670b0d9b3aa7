import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useRef, useState } from 'react';
import { floatClass } from '../ui/popover.tsx';
import { useReturnFocus } from '../ui/return-focus.ts';
import { useActiveOption } from '../ui/use-active-option.ts';
import { PaletteRow } from './palette-row.tsx';
import { rank } from './palette-rank.ts';
import { setPaletteOpen, usePaletteState } from './palette-store.ts';
import { useCommandEntries } from './use-command-entries.tsx';
import { useLibraryEntries } from './use-library-entries.tsx';

/** So many lines under one heading; who wants more types more. */
const PER_GROUP = 8;

/** Search and commands in one box: Ctrl K or ⌘ K. */
export function Palette() {
  const { open } = usePaletteState();
  return (
    <Dialog.Root open={open} onOpenChange={setPaletteOpen}>
      <Dialog.Portal>
        <Dialog.Overlay className="appear fixed inset-0 z-40 bg-scrim" />
        <PaletteFrame />
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** In the page only while it is open. */
function PaletteFrame() {
  return (
    <Dialog.Content
      aria-describedby={undefined}
      onCloseAutoFocus={useReturnFocus()}
      className={`${floatClass} fixed top-[12vh] left-1/2 w-[calc(100vw-3rem)] max-w-2xl -translate-x-1/2 overflow-hidden`}
    >
      <Dialog.Title className="sr-only">Search and commands</Dialog.Title>
      <PaletteBox />
    </Dialog.Content>
  );
}

function PaletteBox() {
  const [query, setQuery] = useState('');
  const box = useRef<HTMLDivElement>(null);
  useActiveOption(box);
  const asked = query.trim();
  const commands = useCommandEntries();
  const library = useLibraryEntries(asked);
  const groups = rank(asked ? [...commands, ...library] : commands, asked);
  return (
    // Ranked here: cmdk's own way takes letters from anywhere, and doesn't know what was said.
    <Command ref={box} label="Search and commands" loop shouldFilter={false}>
      <div className="flex items-center gap-3 border-b border-line px-4">
        <Search aria-hidden className="size-4 shrink-0 text-faint" />
        <Command.Input
          value={query}
          onValueChange={setQuery}
          aria-label="Search and commands"
          placeholder="Go to a page, run a scenario, find a persona or words that were said"
          className="h-12 w-full bg-transparent text-lg outline-none"
        />
      </div>
      {/* Of one height, however many lines there are. */}
      <Command.List label="Results" className="h-[min(26rem,60vh)] scroll-py-2 overflow-y-auto p-2">
        <Command.Empty className="px-3 py-6 text-center text-dim">
          Nothing found. Try fewer letters.
        </Command.Empty>
        {groups.map(({ group, entries }) => (
          <Command.Group key={group} heading={group} className={groupClass}>
            {entries.slice(0, PER_GROUP).map((entry) => (
              <PaletteRow key={entry.id} entry={entry} />
            ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command>
  );
}

const groupClass =
  '[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-[550] [&_[cmdk-group-heading]]:text-faint';
