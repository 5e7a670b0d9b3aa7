import { clsx } from 'clsx';
import { Progress as Radix } from 'radix-ui';

export interface ProgressProps {
  label: string;
  /** 0 … 1; undefined: under way, nobody knows how far. */
  value: number | undefined;
  className?: string;
}

/** How far something is. */
export function Progress({ label, value, className }: ProgressProps) {
  const share = value === undefined ? null : Math.min(1, Math.max(0, value));
  return (
    <Radix.Root
      aria-label={label}
      value={share === null ? null : Math.round(share * 100)}
      className={clsx('h-1.5 overflow-hidden rounded-full bg-raise', className)}
    >
      <Radix.Indicator
        className={clsx(
          'block h-full rounded-full bg-accent',
          share === null ? 'passing w-1/3' : 'transition-transform',
        )}
        style={share === null ? undefined : { transform: `translateX(${(share - 1) * 100}%)` }}
      />
    </Radix.Root>
  );
}
