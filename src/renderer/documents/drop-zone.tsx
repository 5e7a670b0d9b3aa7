import { FileDown } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';

interface DropZoneProps {
  /** What the sheet over the page says. */
  invitation: string;
  onFiles: (files: File[]) => void;
  children: ReactNode;
}

/** Takes files that are dropped anywhere on the page. Every way in has a button beside it: this is the short one. */
export function DropZone({ invitation, onFiles, children }: DropZoneProps) {
  const over = useFileDrop(onFiles);
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
function useFileDrop(onFiles: (files: File[]) => void): boolean {
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
      event.preventDefault();
      setOver(false);
      onFiles([...(event.dataTransfer?.files ?? [])]);
    }
  }, [onFiles]);
  return over;
}
