import { clsx } from 'clsx';
import { CircleAlert } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { FieldContext } from './field-context.ts';

export interface FieldProps {
  label: ReactNode;
  /** What to write, or what it is good for. Stands below; an error takes its place. */
  hint?: ReactNode;
  error?: ReactNode;
  /** Beside the label, at the right: a count, a small button. */
  aside?: ReactNode;
  /** The label is for screen readers only. */
  hideLabel?: boolean;
  className?: string;
  /** One control of the kit; it takes id, description and validity from here. */
  children: ReactNode;
}

/** A label, its control, and one line below that says a hint or what is wrong. */
export function Field({ label, hint, error, aside, hideLabel, className, children }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const labelId = `${id}-label`;
  const note = error ?? hint;
  const links = { id, labelId, describedBy: note ? noteId : undefined, invalid: Boolean(error) };
  return (
    <FieldContext value={links}>
      <div
        className={clsx('grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-1.5', className)}
      >
        <div className={clsx('flex items-baseline justify-between gap-3', hideLabel && 'sr-only')}>
          <label id={labelId} htmlFor={id} className="text-sm font-[550] text-text">
            {label}
          </label>
          {aside && <span className="text-xs text-dim">{aside}</span>}
        </div>
        {children}
        <p
          id={noteId}
          aria-live="polite"
          hidden={!note}
          className={clsx('flex gap-1.5 text-xs', error ? 'text-bad' : 'text-dim')}
        >
          {Boolean(error) && <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0" />}
          <span>{note}</span>
        </p>
      </div>
    </FieldContext>
  );
}
