import { clsx } from 'clsx';
import { Modal, type DialogProps } from './dialog.tsx';

/** A dialog at the right edge, as high as the window: for what stands beside a page on larger screens. */
export function Drawer(props: DialogProps) {
  return (
    <Modal
      {...props}
      place={clsx(
        'appear-from-right inset-y-0 right-0 max-w-[calc(100vw-3rem)] border-l',
        props.className ?? 'w-96',
      )}
    />
  );
}
