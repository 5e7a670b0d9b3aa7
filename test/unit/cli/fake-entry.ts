import type { FakeRun } from './fakes.ts';
import { FakeStudio, fakePorts } from './fakes.ts';
import { conversation, turn } from './samples.ts';
import { start } from '../../../src/main/hosts/cli/start.ts';

/*
 * The real entry of the command line around a fake engine, as a process of its own. FAKE_MODE says
 * what its runs do.
 */

const stoppedOne = (id: string) =>
  conversation({ id, status: 'stopped', endReason: 'stopped', endMessage: 'Stopped.' });

const never = new Promise<void>(() => undefined);

const modes: Record<string, FakeRun> = {
  /** Speaks, then waits for the stop. */
  talk: async (id, emit, stopped) => {
    emit({ kind: 'turn', conversationId: id, turn: turn({ text: 'I am talking.' }) });
    await stopped;
    return stoppedOne(id);
  },
  /** Does not end when it is stopped. */
  stuck: async (id, emit) => {
    emit({ kind: 'turn', conversationId: id, turn: turn({ text: 'I am talking.' }) });
    await never;
    return stoppedOne(id);
  },
  /** An error from nowhere in mid-run. */
  panic: async (id, _emit, stopped) => {
    setImmediate(() => {
      throw new Error('out of the blue');
    });
    await stopped;
    return stoppedOne(id);
  },
};

const studio = new FakeStudio();
const mode = process.env['FAKE_MODE'] ?? '';
studio.play = modes[mode] ?? studio.play;
if (mode === 'panic') {
  // As the real engine: closing stops what runs, so a result comes after the error.
  studio.close = async () => {
    await studio.stopConversation('c-1');
  };
}
if (mode === 'long-list') {
  for (let at = 0; at < 5000; at++) {
    studio.conversations.set(`c-${at}`, conversation({ id: `c-${at}` }));
  }
}
// A handle that somebody forgot: the process must end all the same.
setInterval(() => undefined, 60_000);
await start(fakePorts(studio));
