import { clsx } from 'clsx';
import { isApple, keyCaps } from './keys.ts';

/** A shortcut as key caps: `mod+k` shows ⌘ K on Apple's systems, Ctrl K elsewhere. */
export function Kbd({ keys, className }: { keys: string; className?: string }) {
  return (
    <span className={clsx('inline-flex shrink-0 items-center gap-1', className)}>
      {keyCaps(keys, isApple()).map((cap, index) => (
        <kbd
          key={index}
          className="inline-grid min-w-5 place-items-center rounded-mark border border-line-strong px-1 font-sans text-xs text-dim"
        >
          {cap}
        </kbd>
      ))}
    </span>
  );
}
