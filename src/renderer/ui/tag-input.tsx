import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { useId, useState, type KeyboardEvent } from 'react';
import { useFieldProps } from './field-context.ts';
import { addTags } from './tags.ts';

export interface TagInputProps {
  value: readonly string[];
  onChange: (value: string[]) => void;
  /** Tags that exist already, offered while typing. */
  suggestions?: readonly string[];
  placeholder?: string;
  /** The name for screen readers where no field is around it. */
  label?: string;
  className?: string;
}

/** Tags: Enter or a comma adds one, Backspace in the empty line takes the last away. */
export function TagInput(props: TagInputProps) {
  const { value, onChange, suggestions = [], placeholder = 'Add a tag', label, className } = props;
  const [draft, setDraft] = useState('');
  const listId = useId();
  const add = (text: string) => {
    const next = addTags(value, text);
    if (next.length !== value.length) onChange(next);
    setDraft('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ',') {
      event.preventDefault();
      add(draft);
    } else if (event.key === 'Backspace' && draft === '' && value.length > 0) {
      onChange(value.slice(0, -1));
    }
  };
  return (
    <div
      className={clsx(
        'flex min-h-9 flex-wrap items-center gap-1 rounded-control border border-line-strong bg-panel p-px transition-colors hover:border-edge has-[>input:focus-visible]:outline-2 has-[>input:focus-visible]:outline-offset-2 has-[>input:focus-visible]:outline-accent',
        className,
      )}
    >
      {value.map((tag) => (
        <span
          key={tag}
          className="inline-flex h-8 max-w-full items-center rounded-control bg-raise pl-2.5 text-sm"
        >
          <span className="truncate">{tag}</span>
          <button
            type="button"
            aria-label={`Remove tag ${tag}`}
            onClick={() => onChange(value.filter((each) => each !== tag))}
            className="grid size-8 shrink-0 place-items-center rounded-control text-dim hover:text-text"
          >
            <X aria-hidden className="size-3.5" />
          </button>
        </span>
      ))}
      <input
        {...useFieldProps({})}
        aria-label={label}
        list={suggestions.length > 0 ? listId : undefined}
        value={draft}
        placeholder={placeholder}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={() => add(draft)}
        className="h-8 min-w-28 flex-1 bg-transparent px-2.5 outline-none [&::-webkit-calendar-picker-indicator]:hidden!"
      />
      <datalist id={listId}>
        {suggestions
          .filter((tag) => !value.includes(tag))
          .map((tag) => (
            <option key={tag} value={tag} />
          ))}
      </datalist>
    </div>
  );
}
