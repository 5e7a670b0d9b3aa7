import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { buttonClass } from './button.tsx';
import { useReturnFocus } from './return-focus.ts';

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  /** Buttons, at the right of the foot. */
  footer?: ReactNode;
  /** Of the box, for another width. */
  className?: string;
  children?: ReactNode;
}

/** A box above the page: it keeps the focus, Escape closes it, the focus goes back where it was. */
export function Dialog(props: DialogProps) {
  return (
    <Modal
      {...props}
      onOpenAutoFocus={focusField}
      place={clsx(
        'appear top-1/2 left-1/2 max-h-[calc(100dvh-3rem)] w-[calc(100vw-3rem)] -translate-x-1/2 -translate-y-1/2 rounded-card border',
        props.className ?? 'max-w-lg',
      )}
    />
  );
}

/**
 * Where something is to be filled in, typing goes there at once, not to the button that closes. What is marked
 * with `data-first` comes before all.
 */
function focusField(event: Event): void {
  const box = event.target as HTMLElement;
  const field =
    box.querySelector<HTMLElement>('[data-first]') ??
    box.querySelector<HTMLElement>('input, textarea, [role="checkbox"]');
  if (!field) return;
  event.preventDefault();
  field.focus();
}

export interface ModalProps extends DialogProps {
  place: string;
  /** In place of the first button's focus. */
  onOpenAutoFocus?: (event: Event) => void;
}

/** Places of dialog and drawer differ; everything else is the same. */
export function Modal(props: ModalProps) {
  return (
    <Radix.Root open={props.open} onOpenChange={props.onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="appear fixed inset-0 z-40 bg-scrim" />
        <Box {...props} />
      </Radix.Portal>
    </Radix.Root>
  );
}

/** In the page only while it is open. */
function Box({ title, description, footer, place, onOpenAutoFocus, children }: ModalProps) {
  return (
    <Radix.Content
      {...(description ? {} : { 'aria-describedby': undefined })}
      {...(onOpenAutoFocus ? { onOpenAutoFocus } : {})}
      onCloseAutoFocus={useReturnFocus()}
      className={clsx('fixed z-50 flex flex-col border-line-strong bg-float outline-none', place)}
    >
      <header className="flex items-start justify-between gap-4 px-5 pt-4 pb-3">
        <div className="min-w-0 pt-1">
          <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
          {description && (
            <Radix.Description className="mt-1 text-sm text-dim">{description}</Radix.Description>
          )}
        </div>
        <Radix.Close aria-label="Close" className={clsx(buttonClass('quiet', 'sm'), '-mr-2 w-8')}>
          <X aria-hidden />
        </Radix.Close>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">{children}</div>
      {footer && (
        <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">
          {footer}
        </footer>
      )}
    </Radix.Content>
  );
}
