import { clsx } from 'clsx';
import type { ComponentProps } from 'react';
import type { BadgeTone } from './tones.ts';

export type { BadgeTone } from './tones.ts';

const tones: Record<BadgeTone, string> = {
  neutral: 'border-line-strong text-dim',
  ok: 'border-transparent bg-ok-soft text-ok',
  warn: 'border-transparent bg-warn-soft text-warn',
  bad: 'border-transparent bg-bad-soft text-bad',
  a: 'border-transparent bg-a-soft text-a',
  b: 'border-transparent bg-b-soft text-b',
};

/** One or two words about a thing: a state, a tag. */
export function Badge({
  tone = 'neutral',
  className,
  ...rest
}: ComponentProps<'span'> & { tone?: BadgeTone }) {
  return (
    <span
      className={clsx(
        'inline-flex h-5 max-w-full items-center gap-1 truncate rounded-full border px-2 text-xs whitespace-nowrap [&_svg]:size-3',
        tones[tone],
        className,
      )}
      {...rest}
    />
  );
}
