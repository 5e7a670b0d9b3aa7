/** What stands where there is no value. */
export const none = '–';

type Maybe = number | null | undefined;

const isNumber = (value: Maybe): value is number =>
  typeof value === 'number' && Number.isFinite(value);

/** A place or length on the clock: `0:05`, `1:12`, `1:02:03`. Milliseconds, cut, never rounded up. */
export function formatClock(ms: Maybe): string {
  return isNumber(ms) ? clock(Math.floor(Math.max(0, ms) / 1000)) : none;
}

/** The same with tenths of a second: `0:05.1`. */
export function formatClockTenths(ms: Maybe): string {
  if (!isNumber(ms)) return none;
  const tenths = Math.floor(Math.max(0, ms) / 100);
  return `${clock(Math.floor(tenths / 10))}.${tenths % 10}`;
}

function clock(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** A span in seconds: `0.21 s`, from ten seconds on `12.3 s`. Milliseconds; a minus sign where negative. */
export function formatSeconds(ms: Maybe): string {
  if (!isNumber(ms)) return none;
  const digits = Math.abs(ms) < 9995 ? 2 : 1;
  const text = (Math.abs(ms) / 1000).toFixed(digits);
  return `${ms < 0 && Number(text) !== 0 ? '−' : ''}${text} s`;
}

/** The floor-transfer offset of a turn: `+0.21 s` is a gap, `−0.34 s` an overlap. Milliseconds. */
export function formatGap(ms: Maybe): string {
  if (!isNumber(ms)) return none;
  const text = formatSeconds(ms);
  return text.startsWith('−') ? text : `+${text}`;
}

/** A length in words, for prose: `45 s`, `1 min 12 s`, `1 h 2 min`. Milliseconds, rounded to seconds. */
export function formatDuration(ms: Maybe): string {
  if (!isNumber(ms)) return none;
  const seconds = Math.round(Math.max(0, ms) / 1000);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  if (h > 0) return m > 0 ? `${h} h ${m} min` : `${h} h`;
  if (m > 0) return s > 0 ? `${m} min ${s} s` : `${m} min`;
  return `${s} s`;
}
