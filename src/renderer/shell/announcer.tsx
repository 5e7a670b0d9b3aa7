import { useSyncExternalStore } from 'react';

let text = '';
let first = true;
const listeners = new Set<() => void>();

/**
 * Says something to screen readers, politely. Pages say their name; what is shown elsewhere on the page
 * anyway needs no announcement. The page that the browser itself announces (the first) is passed over.
 */
export function announce(next: string): void {
  if (!next) return;
  if (!first) {
    text = next;
    for (const listener of listeners) listener();
  }
  first = false;
}

/** The live region behind `announce`. Mounted once, and from the start: later ones are not heard. */
export function Announcer() {
  const said = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => text,
  );
  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  );
}
