import { clsx } from 'clsx';
import { Popover as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';

/** The look of everything that floats: menus, lists, popovers. */
export const floatClass =
  'appear z-[60] rounded-card border border-line-strong bg-float text-base text-text outline-none';

export interface PopoverProps {
  /** One button that opens it. */
  trigger: ReactElement;
  /** The name for screen readers. */
  label: string;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'right' | 'bottom' | 'left';
  className?: string;
  children: ReactNode;
}

/** A small surface beside its button. Escape and a press outside close it. */
export function Popover(props: PopoverProps) {
  const { trigger, label, open, onOpenChange, align = 'start', side, className, children } = props;
  return (
    <Radix.Root
      {...(open === undefined ? {} : { open })}
      {...(onOpenChange ? { onOpenChange } : {})}
    >
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align={align}
          side={side ?? 'bottom'}
          sideOffset={6}
          collisionPadding={12}
          className={clsx(
            floatClass,
            'max-h-(--radix-popover-content-available-height) max-w-[calc(100vw-1.5rem)] overflow-auto',
            className ?? 'p-4',
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
