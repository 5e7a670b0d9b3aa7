import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Conversation } from '../../src/contract/conversation.ts';
import { descendants } from '../support/process-tree.ts';
import { fixtureRequest, StudioFixture } from '../support/studio-fixture.ts';

/** The process of ours that runs this program, or this script in Node. */
function running(program: string): number {
  // All at once: one that has ended meanwhile is left out, and is no error.
  const ours = descendants(process.pid).join(',');
  const table = execFileSync('ps', ['-o', 'pid=,args=', '-p', ours], { encoding: 'utf8' });
  const found = table
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [pid, ...command] = line.trim().split(/\s+/);
      return command.some((word) => path.basename(word) === program) ? [Number(pid)] : [];
    });
  const [pid] = found;
  if (pid === undefined) throw new Error(`nothing of ours runs ${program}`);
  return pid;
}

describe('faults in the middle of a conversation', () => {
  let fixture: StudioFixture;
  beforeAll(async () => {
    fixture = await StudioFixture.open();
  });
  afterAll(() => fixture.close());
  beforeEach(() => (fixture.events.length = 0));

  async function untilTurns(count: number): Promise<string> {
    const { id } = await fixture.studio.startConversation({
      scenario: 'late-parcel',
      limits: { maxTurns: 8 },
    });
    for (let seen = 0; seen < count; seen++) {
      await fixture.next((event) => event.kind === 'turn' && event.conversationId === id);
    }
    return id;
  }

  function expectKept(conversation: Conversation, turns: number): void {
    expect(conversation.turns.length).toBeGreaterThanOrEqual(turns);
    const recording = conversation.recordings[0];
    expect(recording && existsSync(path.resolve(fixture.directory, recording.path))).toBe(true);
    const sound = fixture.sound(conversation);
    expect(((sound.channels[0]?.length ?? 0) / sound.sampleRate) * 1000).toBeGreaterThan(
      (conversation.turns.at(-1)?.endMs ?? 0) - 200,
    );
  }

  it('stop: audio and transcript are final at once', async () => {
    const id = await untilTurns(2);
    const conversation = await fixture.studio.stopConversation(id);
    expect(conversation).toMatchObject({ status: 'stopped', endReason: 'stopped' });
    expectKept(conversation, 2);
  });

  it('kill −9 of a worker: the run ends with the reason, and the next one works', async () => {
    const id = await untilTurns(2);
    process.kill(running('worker.js'), 'SIGKILL');
    const conversation = await fixture.studio.waitForConversation(id);
    expect(conversation).toMatchObject({
      status: 'failed',
      endReason: 'fault',
      error: { code: 'worker-crashed' },
    });
    expectKept(conversation, 2);
    const next = await fixture.run(fixtureRequest('tiny'));
    expect(next).toMatchObject({ status: 'completed', endReason: 'goodbye' });
  }, 180_000);

  it('kill −9 of livekit-server: the run ends with the reason, and the next one works', async () => {
    const id = await untilTurns(2);
    process.kill(running('livekit-server'), 'SIGKILL');
    const conversation = await fixture.studio.waitForConversation(id);
    expect(conversation).toMatchObject({ status: 'failed', endReason: 'fault' });
    expectKept(conversation, 2);
    const next = await fixture.run(fixtureRequest('tiny'));
    expect(next).toMatchObject({ status: 'completed', endReason: 'goodbye' });
  }, 180_000);

  it('kill −9 of the recorder: the run goes on, the hole is silence and marked', async () => {
    const id = await untilTurns(2);
    process.kill(running('recorder.js'), 'SIGKILL');
    const conversation = await fixture.studio.waitForConversation(id);
    expect(conversation).toMatchObject({ status: 'completed', endReason: 'max-turns' });
    expect(conversation.recordings[0]?.holes.length).toBeGreaterThanOrEqual(1);
    expectKept(conversation, 4);
  }, 180_000);
});
