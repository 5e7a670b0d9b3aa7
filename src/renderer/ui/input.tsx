import { clsx } from 'clsx';
import { Search, X } from 'lucide-react';
import { useRef, type ComponentProps } from 'react';
import { useShortcuts } from '../shell/shortcuts.ts';
import { useFieldProps } from './field-context.ts';
import { Kbd } from './kbd.tsx';

const box =
  'w-full min-w-0 rounded-control border border-line-strong bg-panel px-3 text-base text-text ' +
  'transition-colors hover:border-edge disabled:opacity-60 aria-invalid:border-bad';

/** One line of text. */
export function Input({ className, ...props }: ComponentProps<'input'>) {
  return <input {...props} {...useFieldProps(props)} className={clsx(box, 'h-9', className)} />;
}

export interface TextAreaProps extends ComponentProps<'textarea'> {
  /** As tall as its text, from `rows` on. */
  autoGrow?: boolean;
}

/** Several lines of text. */
export function TextArea({ className, autoGrow = false, rows = 3, ...props }: TextAreaProps) {
  const style = { minHeight: `calc(${rows}lh + 1.125rem)` };
  return (
    <textarea
      rows={rows}
      {...props}
      {...useFieldProps(props)}
      style={{ ...(autoGrow ? style : {}), ...props.style }}
      className={clsx(
        box,
        'py-2',
        autoGrow ? 'field-sizing-content resize-none' : 'resize-y',
        className,
      )}
    />
  );
}

export interface SearchInputProps {
  value: string;
  onChange: (value: string) => void;
  placeholder: string;
  /** The name for screen readers; the placeholder if there is none. */
  label?: string;
  /** Focuses it from anywhere on the page, for example `/`. */
  shortcut?: string;
  className?: string;
  autoFocus?: boolean;
  onKeyDown?: ComponentProps<'input'>['onKeyDown'];
}

/** A search box: Escape empties it, the shortcut comes to it. */
export function SearchInput(props: SearchInputProps) {
  const {
    value,
    onChange,
    placeholder,
    label = placeholder,
    shortcut,
    className,
    autoFocus,
  } = props;
  const input = useRef<HTMLInputElement>(null);
  const focus = () => {
    input.current?.focus();
    input.current?.select();
  };
  useShortcuts('This page', shortcut ? [{ keys: shortcut, label, run: focus }] : []);
  const clear = () => {
    onChange('');
    input.current?.focus();
  };
  return (
    <div className={clsx('relative', className)}>
      <Search
        aria-hidden
        className="pointer-events-none absolute top-2.5 left-2.5 size-4 text-faint"
      />
      <input
        ref={input}
        type="search"
        aria-label={label}
        value={value}
        placeholder={placeholder}
        autoFocus={autoFocus}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && value) {
            event.preventDefault();
            event.stopPropagation();
            clear();
          } else props.onKeyDown?.(event);
        }}
        className={clsx(box, 'h-9 px-9 [&::-webkit-search-cancel-button]:hidden')}
      />
      {value ? (
        <button
          type="button"
          aria-label="Clear search"
          onClick={clear}
          className="absolute top-0.5 right-0.5 grid size-8 place-items-center rounded-control text-dim hover:text-text"
        >
          <X aria-hidden className="size-4" />
        </button>
      ) : (
        shortcut && <Kbd keys={shortcut} className="pointer-events-none absolute top-2 right-2.5" />
      )}
    </div>
  );
}
