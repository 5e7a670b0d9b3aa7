import { clsx } from 'clsx';
import { Command, defaultFilter } from 'cmdk';
import { Check, ChevronDown } from 'lucide-react';
import { useRef, useState, type ReactNode } from 'react';
import { Popover } from '../../ui/popover.tsx';

/** One thing that can be chosen. */
export interface Choice {
  id: string;
  label: string;
  /** One line about it. */
  line: string;
  icon?: ReactNode;
  /** Further words that find it. */
  keywords: readonly string[];
}

export interface ChooserProps {
  /** What is chosen: "Who calls". */
  label: string;
  choices: readonly Choice[];
  /** Id; undefined: nothing there to choose. */
  value: string | undefined;
  onChange: (id: string) => void;
  /** Below the list, about the one that is highlighted: a longer text, a voice to hear. */
  about?: ((id: string) => ReactNode) | undefined;
  className?: string;
}

/** A bold word of a sentence; pressed, it opens a list that is searched by typing. */
export function Chooser({ label, choices, value, onChange, about, className }: ChooserProps) {
  const [open, setOpen] = useState(false);
  const chosen = choices.find(({ id }) => id === value);
  return (
    <Popover
      label={label}
      open={open}
      onOpenChange={setOpen}
      className="flex w-[24rem] flex-col overflow-hidden p-0"
      trigger={
        <button
          type="button"
          aria-label={`${label}: ${chosen?.label ?? 'nobody'}`}
          className={clsx(
            'group inline-flex max-w-full min-w-0 items-center gap-2 rounded-control px-2 py-1 align-middle font-semibold transition-colors',
            'hover:bg-raise data-[state=open]:bg-raise',
            className,
          )}
        >
          {chosen?.icon}
          <span className="truncate border-b border-dashed border-edge leading-snug group-hover:border-text">
            {chosen?.label ?? '…'}
          </span>
          <ChevronDown aria-hidden className="size-4 shrink-0 text-faint" />
        </button>
      }
    >
      <ChoiceList
        {...{ label, choices, value, about }}
        onChoose={(id) => {
          setOpen(false);
          onChange(id);
        }}
      />
    </Popover>
  );
}

type ChoiceListProps = Pick<ChooserProps, 'label' | 'choices' | 'value' | 'about'> & {
  onChoose: (id: string) => void;
};

function ChoiceList({ label, choices, value, about, onChoose }: ChoiceListProps) {
  const [highlighted, setHighlighted] = useState(value ?? '');
  const list = useRef<HTMLDivElement>(null);
  // The best match stands first; the list would stay where it was scrolled to.
  const toTop = () => requestAnimationFrame(() => list.current?.scrollTo({ top: 0 }));
  return (
    <Command
      label={label}
      loop
      value={highlighted}
      onValueChange={setHighlighted}
      filter={(_id, search, keywords) => defaultFilter(keywords?.join(' ') ?? '', search)}
      className="flex min-h-0 flex-col"
    >
      <Command.Input
        autoFocus
        aria-label={`Search: ${label.toLowerCase()}`}
        placeholder="Search"
        onValueChange={toTop}
        className="h-10 w-full shrink-0 border-b border-line bg-transparent px-3 outline-none"
      />
      <Command.List
        ref={list}
        label={label}
        className="max-h-72 min-h-0 scroll-py-1 overflow-y-auto p-1"
      >
        <Command.Empty className="px-3 py-4 text-dim">
          Nothing matches. Try fewer letters.
        </Command.Empty>
        {choices.map((choice) => (
          <Command.Item
            key={choice.id}
            value={choice.id}
            keywords={[choice.label, choice.line, ...choice.keywords]}
            onSelect={onChoose}
            className="flex min-h-12 items-center gap-2.5 rounded-control px-2 py-1.5 data-[selected=true]:bg-raise"
          >
            {choice.icon}
            <span className="min-w-0 flex-1">
              <span className="block truncate font-[550]">{choice.label}</span>
              <span className="block truncate text-xs text-dim">{choice.line}</span>
            </span>
            {choice.id === value && <Check aria-label="chosen" className="size-4 shrink-0" />}
          </Command.Item>
        ))}
      </Command.List>
      {about && (
        <div className="min-h-14 shrink-0 border-t border-line px-3 py-2">{about(highlighted)}</div>
      )}
    </Command>
  );
}
