import { FileDown } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useStable } from '../ui/use-stable.ts';

interface DropZoneProps {
  /** What the sheet over the page says. */
  invitation: string;
  onFiles?: (files: File[]) => void;
  /** In place of `onFiles`, where folders are taken too. To be read within the call. */
  onDrop?: (transfer: DataTransfer) => void;
  children: ReactNode;
}

/** Takes files that are dropped anywhere on the page. Every way in has a button beside it: this is the short one. */
export function DropZone({ invitation, onFiles, onDrop, children }: DropZoneProps) {
  const dropped = useStable((transfer: DataTransfer) => {
    onDrop?.(transfer);
    onFiles?.([...transfer.files]);
  });
  const over = useFileDrop(dropped);
  return (
    <>
      {children}
      {over && (
        <div className="pointer-events-none fixed inset-3 z-40 grid place-items-center rounded-card border-2 border-dashed border-edge bg-scrim">
          <p className="flex items-center gap-3 rounded-card border border-line-strong bg-float px-5 py-4 text-lg font-semibold">
            <FileDown aria-hidden className="size-5" />
            {invitation}
          </p>
        </div>
      )}
    </>
  );
}

/** True while files hang over the window. */
function useFileDrop(onFiles: (transfer: DataTransfer) => void): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const listening = new AbortController();
    const options = { signal: listening.signal };
    window.addEventListener('dragover', onDragOver, options);
    window.addEventListener('dragleave', onDragLeave, options);
    window.addEventListener('drop', onDrop, options);
    return () => listening.abort();

    function onDragOver(event: DragEvent) {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setOver(true);
    }
    function onDragLeave(event: DragEvent) {
      // Only when the pointer leaves the window itself.
      if (event.relatedTarget === null) setOver(false);
    }
    function onDrop(event: DragEvent) {
      // Words and links that are dragged about are the page's own.
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setOver(false);
      onFiles(event.dataTransfer);
    }
  }, [onFiles]);
  return over;
}
