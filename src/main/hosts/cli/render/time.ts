/** Place on the recording: `0:05.2`, `12:40.0`, `1:02:03.4`. */
export function clock(ms: number): string {
  const tenths = Math.max(0, Math.round(ms / 100));
  const seconds = Math.floor(tenths / 10) % 60;
  const minutes = Math.floor(tenths / 600) % 60;
  const hours = Math.floor(tenths / 36_000);
  const tail = `${String(seconds).padStart(2, '0')}.${tenths % 10}`;
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`;
}

/** A span: `0.42 s`; a missing one is a dash. */
export function seconds(ms: number | null): string {
  return ms === null ? '–' : `${(ms / 1000).toFixed(2)} s`;
}

/** Floor-transfer offset: `+0.21 s` is a gap, `−0.30 s` an overlap. */
export function gapMark(ms: number): string {
  const rounded = (Math.abs(ms) / 1000).toFixed(2);
  return `${ms < 0 && rounded !== '0.00' ? '−' : '+'}${rounded} s`;
}

/** ISO 8601 UTC as local date and time without seconds: `2026-11-23 11:04`. */
export function localTime(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return '–';
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
