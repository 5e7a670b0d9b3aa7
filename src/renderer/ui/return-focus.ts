import { useState } from 'react';

/**
 * For `onCloseAutoFocus` of a dialog: the focus goes back to what had it when the caller was mounted, or,
 * when that is gone, into the page. Radix does so only for dialogs that a trigger of its own has opened.
 */
export function useReturnFocus(): (event: Event) => void {
  const [before] = useState(() => document.activeElement);
  return (event) => {
    event.preventDefault();
    const isThere = before instanceof HTMLElement && before.isConnected && before !== document.body;
    (isThere ? before : document.getElementById('main'))?.focus({ preventScroll: true });
  };
}
