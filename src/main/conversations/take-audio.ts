import { StudioError, toErrorData } from '../../contract/errors.ts';
import type { ClockPoint } from '../../contract/recorder-messages.ts';
import type { RecordedAudio, RecordingsPort } from './ports.ts';
import type { Allowed } from './deadlines.ts';
import type { RunCore } from './run-core.ts';

/** How long the recorder may take to finish. */
const FINISH: Allowed = { ms: 5000, hurriedMs: 1500 };

/**
 * Stops the recorder and completes its file; when the recorder never reports, the file is mended
 * from disk. Undefined: nothing was recorded, and nothing could have been.
 */
export async function takeAudio(
  core: RunCore,
  recordings: RecordingsPort,
): Promise<RecordedAudio | undefined> {
  const { recordingPath } = core.stand;
  if (recordingPath === undefined) return undefined;
  await stopRecorder(core);
  const { finished } = core.stand;
  if (finished && finished.samples > 0) {
    try {
      return await recordings.finalise(finished);
    } catch (thrown) {
      core.notice(toErrorData(thrown));
    }
  }
  const repaired = await recordings.repair(recordingPath, knownClock(core));
  if (repaired) return repaired;
  if (core.state.sampleZeroAt !== null) throw nothingLeft();
  await recordings.discard(core.id);
  return undefined;
}

async function stopRecorder(core: RunCore): Promise<void> {
  const { recorder } = core.stand;
  if (!recorder || core.state.recorder === 'down') return;
  recorder.stop(core.id);
  const over = ['finished', 'failed', 'down'];
  await core.until((state) => over.includes(state.recorder), FINISH);
}

function knownClock(core: RunCore): ClockPoint[] {
  const { sampleZeroAt, clock } = core.state;
  const start = sampleZeroAt === null ? [] : [{ monotonicMs: sampleZeroAt, recordingMs: 0 }];
  return clock ? [...start, clock] : start;
}

function nothingLeft(): StudioError {
  return new StudioError({
    code: 'recorder-failed',
    message: 'The recording of this call could not be saved.',
    remedy: 'Check the free space of the data directory; the transcript is kept.',
  });
}
