// Before the first paint: the theme that was chosen (src/renderer/shell/theme.ts), so that nothing flashes.
// A file of its own because the page's content policy allows no inline script.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem('duologue.theme');
  } catch {
    // Storage is switched off: the system decides.
  }
  const dark = window.matchMedia('(prefers-color-scheme: dark)').matches;
  const system = dark ? 'dark' : 'light';
  document.documentElement.dataset.theme =
    chosen === 'light' || chosen === 'dark' ? chosen : system;
})();
