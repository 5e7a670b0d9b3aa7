import { Tooltip as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { Kbd } from './kbd.tsx';

/** Mounted once around the app: one delay for all tooltips. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  return <Radix.Provider delayDuration={400}>{children}</Radix.Provider>;
}

export interface TooltipProps {
  content: ReactNode;
  /** For example `mod+k`. */
  shortcut?: string | undefined;
  side?: 'top' | 'right' | 'bottom' | 'left';
  /** Off: the child alone. */
  enabled?: boolean;
  /** One element that takes a ref and pointer events. */
  children: ReactElement;
}

/** A short hint on hover and on keyboard focus. Never the only place of something needed. */
export function Tooltip({ content, shortcut, side, enabled = true, children }: TooltipProps) {
  if (!enabled) return children;
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side ?? 'bottom'}
          sideOffset={6}
          collisionPadding={8}
          className="appear z-[60] flex max-w-xs items-center gap-2 rounded-control border border-line-strong bg-float px-2.5 py-1.5 text-xs text-text"
        >
          {content}
          {shortcut && <Kbd keys={shortcut} />}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
