/** The tokens that the painter uses, as the theme has them now. */
export interface LaneColors {
  a: string;
  aSoft: string;
  b: string;
  bSoft: string;
  line: string;
  lineStrong: string;
  text: string;
  faint: string;
  bad: string;
  badSoft: string;
  raise: string;
  font: string;
}

const tokens: Record<keyof LaneColors, string> = {
  a: '--a',
  aSoft: '--a-soft',
  b: '--b',
  bSoft: '--b-soft',
  line: '--line',
  lineStrong: '--line-strong',
  text: '--text',
  faint: '--faint',
  bad: '--bad',
  badSoft: '--bad-soft',
  raise: '--raise',
  font: '--font',
};

/** Reads the tokens where the element stands. */
export function readColors(element: Element): LaneColors {
  const style = getComputedStyle(element);
  const entries = Object.entries(tokens).map(([name, token]) => [
    name,
    style.getPropertyValue(token).trim(),
  ]);
  return Object.fromEntries(entries) as LaneColors;
}

/** Calls back when the theme changes. Returns the unsubscriber. */
export function onThemeChange(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme', 'class'] });
  return () => observer.disconnect();
}
