import { clsx } from 'clsx';

/** The place of something that is on its way, in its size. It doesn't move: nothing has happened yet. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span aria-hidden className={clsx('block rounded-mark bg-raise', className ?? 'h-4 w-full')} />
  );
}
