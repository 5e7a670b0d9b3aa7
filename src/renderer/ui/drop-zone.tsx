import { clsx } from 'clsx';
import { useState, type DragEvent, type ReactNode } from 'react';

export interface DropZoneProps {
  onDrop: (dropped: DataTransfer) => void;
  className: string;
  children: ReactNode;
}

/** A place within a page or dialog to drop files on; what is dropped here the page below does not get. */
export function DropZone({ onDrop, className, children }: DropZoneProps) {
  const [over, setOver] = useState(false);
  const ours = (event: DragEvent, isOver: boolean) => {
    event.preventDefault();
    // The page below takes files too.
    event.stopPropagation();
    setOver(isOver);
  };
  return (
    <div
      onDragOver={(event) => ours(event, true)}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        ours(event, false);
        onDrop(event.dataTransfer);
      }}
      className={clsx(
        'rounded-card border border-dashed border-edge transition-colors',
        className,
        over && 'bg-raise',
      )}
    >
      {children}
    </div>
  );
}
