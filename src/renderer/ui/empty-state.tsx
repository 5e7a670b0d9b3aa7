import { clsx } from 'clsx';
import type { ReactNode } from 'react';

export interface EmptyStateProps {
  icon: ReactNode;
  /** What is not here yet. */
  title: ReactNode;
  /** What to do first. */
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
}

/** In place of an empty list: says what belongs here and how the first one comes. */
export function EmptyState({ icon, title, children, action, className }: EmptyStateProps) {
  return (
    <div className={clsx('grid justify-items-center gap-2 px-6 py-14 text-center', className)}>
      <span aria-hidden className="mb-1 text-faint [&_svg]:size-7 [&_svg]:stroke-[1.5]">
        {icon}
      </span>
      <h2 className="text-lg font-semibold">{title}</h2>
      {children && <div className="max-w-[52ch] text-dim">{children}</div>}
      {action && <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
