import { clsx } from 'clsx';
import { ChevronRight, CircleAlert } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';

export interface FoldProps {
  title: string;
  /** What holds inside, in a line: read without opening it. */
  summary: ReactNode;
  /** What is wrong inside; takes the place of the summary. */
  problem?: string | undefined;
  /** Open from the start. */
  open?: boolean;
  /** In the page only while it is open. */
  children: ReactNode;
}

/** A part of a form that is folded to one line. Several stand below each other in a FoldGroup. */
export function Fold({ title, summary, problem, open: atFirst = false, children }: FoldProps) {
  const [open, setOpen] = useState(atFirst);
  const id = useId();
  return (
    <section aria-labelledby={`${id}-title`}>
      <h3>
        <button
          type="button"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
          className="group grid min-h-11 w-full grid-cols-[1rem_6.5rem_minmax(0,1fr)] items-center gap-x-2.5 px-3 py-2 text-left transition-colors hover:bg-raise focus-visible:-outline-offset-2"
        >
          <ChevronRight
            aria-hidden
            className="size-4 text-faint transition-transform group-aria-expanded:rotate-90"
          />
          <span id={`${id}-title`} className="font-[550]">
            {title}
          </span>
          <span
            className={clsx(
              'flex min-w-0 items-center gap-1.5 text-sm font-normal',
              problem ? 'text-bad' : 'text-dim',
            )}
          >
            {problem && <CircleAlert aria-hidden className="size-3.5 shrink-0" />}
            <span className="min-w-0">{problem ?? summary}</span>
          </span>
        </button>
      </h3>
      <div id={id} hidden={!open} className="px-3 pt-1 pb-4 pl-9.5">
        {open && children}
      </div>
    </section>
  );
}

/** Folds as one box with hairlines between them. */
export function FoldGroup({ children }: { children: ReactNode }) {
  return (
    <div className="divide-y divide-line overflow-hidden rounded-card border border-line bg-panel">
      {children}
    </div>
  );
}
