import { toErrorData } from '../../contract/errors.ts';
import { findServerBinary } from './server-binary.ts';
import type { SetupReport } from './setup-report.ts';

/**
 * Program of the scripts: finds or gets the livekit-server before anything runs. Exits with 0 when
 * it is there.
 */
const cancel = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    cancel.abort();
  });
}

function say(report: SetupReport): void {
  process.stdout.write(`${JSON.stringify(report)}\n`);
}

try {
  const found = await findServerBinary({
    env: process.env,
    signal: cancel.signal,
    onProgress: (text, fraction) => {
      say({ kind: 'progress', text, ...(fraction !== undefined && { fraction }) });
    },
  });
  say({ kind: 'found', ...found });
} catch (error) {
  say({ kind: 'failed', error: toErrorData(error) });
  process.exitCode = 1;
}
