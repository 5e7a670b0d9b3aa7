/** The first stop of the Tab key: past the sidebar, into the page. */
export function SkipLink() {
  return (
    <button
      type="button"
      onClick={() => document.getElementById('main')?.focus()}
      className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-[60] focus:rounded-control focus:border focus:border-line-strong focus:bg-float focus:px-4 focus:py-2"
    >
      Skip to the page
    </button>
  );
}
