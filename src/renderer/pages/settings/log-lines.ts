/** One line of the log for people. */
export interface LogLine {
  /** "14:02:11", or empty where there is none. */
  time: string;
  level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | '';
  text: string;
}

/** Levels of pino by their numbers. */
const LEVELS: Record<number, LogLine['level']> = {
  10: 'trace',
  20: 'debug',
  30: 'info',
  40: 'warn',
  50: 'error',
  60: 'fatal',
};

/** What every line has, and nobody looks for. */
const USUAL = new Set(['time', 'level', 'msg', 'pid', 'hostname', 'v']);

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

/** The lines of a log; one that isn't JSON stays as it is. */
export function logLines(text: string): LogLine[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(logLine);
}

function logLine(line: string): LogLine {
  const entry = parsed(line);
  if (!entry) return { time: '', level: '', text: line };
  const rest = Object.entries(entry).filter(([key]) => !USUAL.has(key));
  const facts = rest.map(([key, value]) => `${key}=${worded(value)}`).join(' ');
  const message = typeof entry['msg'] === 'string' ? entry['msg'] : '';
  return {
    time: timeOf(entry['time']),
    level: LEVELS[Number(entry['level'])] ?? '',
    text: [message, facts].filter((part) => part !== '').join('  '),
  };
}

function parsed(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function timeOf(time: unknown): string {
  const date = typeof time === 'number' || typeof time === 'string' ? new Date(time) : undefined;
  return date && !Number.isNaN(date.getTime()) ? clock.format(date) : '';
}

function worded(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
