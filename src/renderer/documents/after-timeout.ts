/** Runs something after that many ms; returns what takes it back. The clock of an `Autosave` in the page. */
export function afterTimeout(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}
