import { CircleAlert } from 'lucide-react';
import { useId, type ReactNode } from 'react';

interface ListFrameProps {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  /** What just happened to the list, for screen readers. */
  said?: string;
  children: ReactNode;
}

/** A named group of several controls, in the look of a field. */
export function ListFrame({ label, hint, error, said, children }: ListFrameProps) {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} className="grid content-start gap-1.5">
      <span id={id} className="text-sm font-[550]">
        {label}
      </span>
      {hint && <p className="max-w-measure text-xs text-dim">{hint}</p>}
      {children}
      {error && (
        <p className="flex gap-1.5 text-xs text-bad">
          <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
          {error}
        </p>
      )}
      <span role="status" className="sr-only">
        {said}
      </span>
    </div>
  );
}
