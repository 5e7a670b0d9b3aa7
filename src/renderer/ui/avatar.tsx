import { clsx } from 'clsx';
import { initials } from '../format/initials.ts';

const sizes = { 24: 'size-6 text-[0.625rem]', 34: 'size-8.5 text-sm', 48: 'size-12 text-lg' };
const sides = { a: 'bg-a-soft text-a', b: 'bg-b-soft text-b' };

export interface AvatarProps {
  name: string;
  /** Without it neutral: a persona has no colour until it takes a side. */
  side?: 'a' | 'b' | undefined;
  size?: 24 | 34 | 48;
  className?: string;
}

/** The initials of a persona. The name stands beside it, so screen readers pass over it. */
export function Avatar({ name, side, size = 34, className }: AvatarProps) {
  return (
    <span
      aria-hidden
      className={clsx(
        'inline-grid shrink-0 place-items-center rounded-full font-[650] select-none',
        sizes[size],
        side ? sides[side] : 'bg-raise text-dim',
        className,
      )}
    >
      {initials(name)}
    </span>
  );
}
