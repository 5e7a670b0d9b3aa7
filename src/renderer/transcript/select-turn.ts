import type { MouseEvent } from 'react';

/** A stroke at the left edge of a row that is selected: not by colour alone. */
export const selectedMark =
  'relative before:absolute before:inset-y-0 before:left-0 before:w-1 before:bg-accent';

/** Handlers of a row that is selected by a click with Shift, which else would select its text. */
export function shiftClick(onExtend: () => void) {
  return {
    onMouseDown: (event: MouseEvent) => {
      if (event.shiftKey) event.preventDefault();
    },
    onClick: (event: MouseEvent) => {
      if (event.shiftKey) onExtend();
    },
  };
}
