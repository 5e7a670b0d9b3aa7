import { node24, program } from './paths.mjs';
import { runQuietly } from './run.mjs';
import { StepError } from './step-error.mjs';

/**
 * Makes sure that a livekit-server is on this machine, by the engine's own finder.
 * @param {import('./steps.mjs').Steps} steps
 */
export async function ensureLivekitServer(steps) {
  await steps.run('Find livekit-server', async (note) => {
    /** @type {import('../../src/main/livekit/setup-report.ts').SetupReport | undefined} */
    let last;
    const { code, tail } = await runQuietly(node24, [program('setup')], {
      onLine: (line) => {
        if (!line.startsWith('{"kind":')) return;
        last = JSON.parse(line);
        if (last?.kind === 'progress') note(last.text);
        if (last?.kind === 'found') note(`${last.version} (${last.source})`);
      },
      keep: (line) => !line.startsWith('{'),
    });
    if (code === 0) return;
    if (last?.kind !== 'failed') throw new StepError('The set-up program broke.', REPORT, tail);
    throw new StepError(last.error.message, last.error.remedy ?? REPORT, tail);
  });
}

const REPORT = 'Please report this with the lines above.';
