import { clsx } from 'clsx';
import { Command, defaultFilter } from 'cmdk';
import { Check, ChevronDown } from 'lucide-react';
import { useRef, useState, type ReactElement, type ReactNode } from 'react';
import { useFieldLabel } from './field-context.ts';
import type { Option } from './option.ts';
import { Popover } from './popover.tsx';
import { useActiveOption } from './use-active-option.ts';

export interface ComboboxProps<V extends string, O extends Option<V>> {
  label: string;
  /** Empty: nothing chosen yet. */
  value: V | '';
  onChange: (value: V) => void;
  options: readonly O[];
  /** A row of the list, and the chosen one in the button; without it icon, label and hint. */
  renderOption?: (option: O) => ReactNode;
  /** A button of one's own in place of the box; it should say what is chosen. */
  trigger?: ReactElement;
  placeholder?: string;
  searchPlaceholder?: string;
  /** Said when nothing matches. */
  empty?: ReactNode;
  /** What is typed into the search box; empty when the list opens. */
  onSearch?: (text: string) => void;
  onOpen?: () => void;
  disabled?: boolean;
  className?: string;
}

/** One of many, found by typing. */
export function Combobox<V extends string, O extends Option<V>>(props: ComboboxProps<V, O>) {
  const { label, value, onChange, options, renderOption = plainOption, placeholder } = props;
  const [open, setOpen] = useState(false);
  const chosen = options.find((option) => option.value === value);
  const field = useFieldLabel(label);
  const box = (
    <button
      type="button"
      {...field}
      {...(field['aria-label'] && chosen ? { 'aria-label': `${label}: ${chosen.label}` } : {})}
      disabled={props.disabled}
      className={clsx(
        'flex min-h-9 w-full min-w-0 items-center justify-between gap-2 rounded-control border border-line-strong bg-panel px-3 py-1 text-left text-base transition-colors hover:border-edge disabled:opacity-60',
        props.className,
      )}
    >
      <span className={clsx('min-w-0 truncate', !chosen && 'text-faint')}>
        {chosen ? renderOption(chosen) : (placeholder ?? 'Choose…')}
      </span>
      <ChevronDown aria-hidden className="size-4 shrink-0 text-faint" />
    </button>
  );
  const show = (next: boolean) => {
    setOpen(next);
    if (!next) return;
    props.onSearch?.('');
    props.onOpen?.();
  };
  const choose = (next: V) => {
    setOpen(false);
    onChange(next);
  };
  return (
    <Popover
      label={label}
      open={open}
      onOpenChange={show}
      trigger={props.trigger ?? box}
      className="w-[max(var(--radix-popover-trigger-width),18rem)] p-0"
    >
      <Choices {...props} renderOption={renderOption} onChange={choose} />
    </Popover>
  );
}

/** Search box and list; in the page only while it is open. */
function Choices<V extends string, O extends Option<V>>(
  props: ComboboxProps<V, O> & { renderOption: (option: O) => ReactNode },
) {
  const { label, value, onChange, options, renderOption, searchPlaceholder = 'Search' } = props;
  const box = useRef<HTMLDivElement>(null);
  useActiveOption(box);
  return (
    <Command
      ref={box}
      label={label}
      loop
      defaultValue={value}
      filter={(_value, search, keywords) => defaultFilter(keywords?.join(' ') ?? '', search)}
    >
      <Command.Input
        autoFocus
        aria-label={searchPlaceholder}
        placeholder={searchPlaceholder}
        {...(props.onSearch ? { onValueChange: props.onSearch } : {})}
        className="h-10 w-full border-b border-line bg-transparent px-3 outline-none"
      />
      <Command.List label={label} className="max-h-80 scroll-py-1 overflow-y-auto p-1">
        <Command.Empty className="px-3 py-4 text-dim">
          {props.empty ?? 'Nothing matches. Try fewer letters.'}
        </Command.Empty>
        {options.map((option) => (
          <Command.Item
            key={option.value}
            value={option.value}
            keywords={[option.label, option.hint ?? '']}
            disabled={option.disabled ?? false}
            onSelect={() => onChange(option.value)}
            className="flex min-h-9 items-center gap-2 rounded-control px-2 py-1.5 data-[disabled=true]:opacity-50 data-[selected=true]:bg-lit"
          >
            <span className="min-w-0 flex-1">{renderOption(option)}</span>
            {option.value === value && <Check aria-label="chosen" className="size-4 shrink-0" />}
          </Command.Item>
        ))}
      </Command.List>
    </Command>
  );
}

function plainOption(option: Option): ReactNode {
  return (
    <span className="flex min-w-0 items-center gap-2.5">
      {option.icon}
      <span className="min-w-0">
        <span className="block truncate">{option.label}</span>
        {option.hint && <span className="block truncate text-xs text-dim">{option.hint}</span>}
      </span>
    </span>
  );
}
