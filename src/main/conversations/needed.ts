import { StudioError } from '../../contract/errors.ts';
import type { PerSide } from '../../contract/side.ts';
import type { LivekitPort, RecorderPort, WorkerPort } from './ports.ts';
import type { RunCore } from './run-core.ts';

/** The parts of the engine that every run needs. */
export interface Needed {
  livekit: LivekitPort;
  workers: PerSide<WorkerPort>;
  recorder: RecorderPort;
  rehearsal: RunCore['stand']['rehearsal'];
}

/** The parts, once they are ensured. */
export function needed(core: RunCore): Needed {
  const { livekit, workers, recorder, rehearsal } = core.stand;
  if (!livekit || !workers || !recorder) throw new Error('the parts are ensured first');
  return { livekit, workers, recorder, rehearsal };
}

/** The fault of a recorder that doesn't do its part. */
export function recorderDeaf(message: string): StudioError {
  return new StudioError({
    code: 'recorder-failed',
    message,
    remedy: 'Try again; if it stays so, run `duologue doctor`.',
  });
}
