import { toErrorData } from '../../contract/errors.ts';
import type { LivekitPort, RecorderEvent, RecorderPort } from './ports.ts';
import { RunStopped, type RunCore } from './run-core.ts';
import { knownIdentities } from './side-job.ts';

/** After a crash the recorder has to be back and listening within this time. */
const RESUME_MS = 15_000;

interface RecordingPlace {
  livekit: LivekitPort;
  recorder: RecorderPort;
  room: string;
  /** Absolute. */
  path: string;
}

/**
 * Has the conversation recorded, and after a crash of the recorder goes on in the same file: the
 * hole becomes silence of the right length. When it doesn't come back, the run ends.
 */
export async function keepRecording(core: RunCore, place: RecordingPlace): Promise<void> {
  const { recorder } = place;
  core.stand.releases.push(
    recorder.subscribe(core.id, (message) => {
      if (message.kind === 'finished') core.stand.finished = message;
      core.apply({ kind: 'recorder', message, atMs: core.clock.monotonicMs() });
      if (message.kind === 'down') awaitReturn(core, message);
      if (message.kind === 'up') void resume(core, place);
    }),
  );
  await order(core, place);
}

async function order(
  core: RunCore,
  { livekit, recorder, room, path }: RecordingPlace,
): Promise<void> {
  const token = await livekit.recorderToken(room);
  core.throwIfStopped();
  const { sampleZeroAt, peaksTold } = core.state;
  core.stand.recordingPath = path;
  recorder.record({
    conversationId: core.id,
    url: livekit.url,
    token,
    identities: knownIdentities(core),
    path,
    ...(sampleZeroAt === null ? {} : { resumeFromMonotonicMs: sampleZeroAt, peaksTold }),
  });
}

async function resume(core: RunCore, place: RecordingPlace): Promise<void> {
  try {
    await order(core, place);
  } catch (thrown) {
    if (!(thrown instanceof RunStopped)) core.fault(toErrorData(thrown));
  }
}

function awaitReturn(core: RunCore, down: Extract<RecorderEvent, { kind: 'down' }>): void {
  core.notice(down.error);
  const away = ['down', 'joined'];
  const back = core.until((state) => !away.includes(state.recorder), { ms: RESUME_MS });
  void back.then((isBack) => {
    if (!isBack) core.fault(down.error);
  });
}
