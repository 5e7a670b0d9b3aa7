/** A time as one writes it: "1:02.5", "62.5", "1:01:02". Undefined: it is none. Returns ms. */
export function parseClock(text: string): number | undefined {
  const parts = text.trim().replace(',', '.').split(':');
  const last = parts.length - 1;
  const sound = parts.every((part, index) =>
    index === last ? /^\d{1,6}(\.\d{1,6})?$/.test(part) : /^\d{1,4}$/.test(part),
  );
  if (!sound || parts.length > 3) return undefined;
  const seconds = parts.reduce((sum, part) => sum * 60 + Number(part), 0);
  return Math.round(seconds * 1e6) / 1e3;
}

/** A time to the millisecond, without zeros that say nothing: "1:02.5", "0:07". */
export function clockText(ms: number): string {
  const rounded = Math.round(ms);
  const [minutes, rest] = [Math.floor(rounded / 60_000), rounded % 60_000];
  const [whole, part = ''] = (rest / 1000)
    .toFixed(3)
    .replace(/\.?0+$/, '')
    .split('.');
  const seconds = `${(whole ?? '0').padStart(2, '0')}${part && `.${part}`}`;
  const [hours, left] = [Math.floor(minutes / 60), minutes % 60];
  return hours > 0 ? `${hours}:${String(left).padStart(2, '0')}:${seconds}` : `${left}:${seconds}`;
}

/** What is wrong with two written times; undefined: nothing. */
export function clipProblem(from: string, to: string, durationMs: number): string | undefined {
  const [fromMs, toMs] = [parseClock(from), parseClock(to)];
  if (fromMs === undefined || toMs === undefined) return 'Write times as 1:02.5 or in seconds.';
  if (fromMs >= toMs) return 'The clip ends before it begins.';
  // What is written is rounded to the millisecond.
  if (toMs > durationMs + 1) return `The recording ends at ${clockText(durationMs)}.`;
  return undefined;
}
