import type { Readable } from 'node:stream';
import pino from 'pino';
import type { Log } from '../log.ts';
import { onLines } from './lines.ts';

type Level = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal';

export interface LogLine {
  level: Level;
  message: string;
  fields: Record<string, unknown>;
}

/** A JSON Web Token. livekit-server writes refused ones into its log in full. */
const TOKEN = /eyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g;

/** Takes access tokens out of a text. */
export function scrubTokens(text: string): string {
  return text.replace(TOKEN, '[token]');
}

function levelOf(raw: unknown, fallback: Level): Level {
  const label = typeof raw === 'number' ? pino.levels.labels[raw] : String(raw).toLowerCase();
  return label !== undefined && label in pino.levels.values ? (label as Level) : fallback;
}

function asObject(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

/**
 * A line of a child's output as a log line: the JSON lines of pino (our children) and of zap
 * (livekit-server) keep their level and fields, any other text gets the fallback level.
 */
export function readLogLine(line: string, fallback: Level): LogLine {
  const clean = scrubTokens(line);
  const parsed = asObject(clean);
  if (!parsed) return { level: fallback, message: clean, fields: {} };
  const { level, msg, time: _time, ts: _ts, pid: _pid, hostname: _host, ...fields } = parsed;
  return { level: levelOf(level, fallback), message: typeof msg === 'string' ? msg : '', fields };
}

/**
 * Writes a child's output into the log, line by line, and keeps the last lines that tell of trouble.
 *
 * @returns the last lines (warnings, errors and plain text of stderr), oldest first; grows as they come.
 */
export function logOutput(log: Log, streams: { stdout: Readable; stderr: Readable }): string[] {
  const tail: string[] = [];
  const take = (line: string, fallback: Level): void => {
    if (line.trim() === '') return;
    const { level, message, fields } = readLogLine(line, fallback);
    log[level](fields, message);
    if (!['warn', 'error', 'fatal'].includes(level)) return;
    tail.push(line.startsWith('{') ? summary(message, fields) : message.slice(0, 500));
    if (tail.length > 12) tail.shift();
  };
  onLines(streams.stdout, (line) => take(line, 'debug'));
  onLines(streams.stderr, (line) => take(line, 'warn'));
  return tail;
}

function summary(message: string, fields: Record<string, unknown>): string {
  const error = fields['error'] ?? fields['err'];
  if (error === undefined) return message.slice(0, 500);
  const reason = typeof error === 'string' ? error : JSON.stringify(error);
  return `${message}: ${reason}`.slice(0, 500);
}
