import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import pino, { type Logger } from 'pino';
import { createStream } from 'rotating-file-stream';

export type Log = Logger;

/** Keys whose values never reach a log, wherever in a logged object they stand (two levels deep). */
const SECRET_KEYS = ['apiSecret', 'apiKey', 'token', 'keys', 'secret', 'password', 'authorization'];

export interface LogOptions {
  /** The data directory: lines go to `logs/duologue.log` in it. Without it: stderr. */
  directory?: string;
  /** pino's levels. Default: DUOLOGUE_LOG, else `info` to a file and `warn` to stderr. */
  level?: string;
}

/** The level that the user asked for by DUOLOGUE_LOG, if it is one of pino's. */
export function levelFromEnv(env: NodeJS.ProcessEnv): string | undefined {
  const asked = env['DUOLOGUE_LOG']?.toLowerCase();
  return asked !== undefined && (asked === 'silent' || asked in pino.levels.values)
    ? asked
    : undefined;
}

function destination(directory: string | undefined): pino.DestinationStream {
  if (directory === undefined) return pino.destination({ dest: 2, sync: true });
  const path = join(directory, 'logs');
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch {
    return new PassThrough().resume(); // the library will say that the directory can't be written
  }
  // Five files of 5 MB at most; the newest is always duologue.log.
  const stream = createStream('duologue.log', { path, size: '5M', maxFiles: 5, mode: 0o600 });
  // A full or vanished disk must not end the studio through its log.
  stream.on('error', () => undefined);
  return stream;
}

/** The host's log, as JSON lines. Never throws after it was created. */
export function createLog(options: LogOptions = {}): Log {
  const quiet = options.directory === undefined ? 'warn' : 'info';
  return pino(
    {
      level: options.level ?? levelFromEnv(process.env) ?? quiet,
      redact: {
        paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]),
        censor: '[secret]',
      },
    },
    destination(options.directory),
  );
}
