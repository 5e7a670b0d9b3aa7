import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Conversation } from '../../src/contract/conversation.ts';
import { descendants } from '../support/process-tree.ts';
import { fixtureRequest, StudioFixture } from '../support/studio-fixture.ts';

/** Process ids of our children that run a program of this name. */
function running(program: string): number[] {
  return descendants(process.pid).filter((pid) => {
    const command = execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
    return command.includes(program);
  });
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
    process.kill(running('worker.js')[0] as number, 'SIGKILL');
    const conversation = await fixture.studio.waitForConversation(id);
    expect(conversation).toMatchObject({
      status: 'failed',
      endReason: 'fault',
      error: { code: 'worker-crashed' },
    });
    expectKept(conversation, 2);
    const next = await fixture.run(fixtureRequest('tiny'));
    expect(next).toMatchObject({ status: 'completed', endReason: 'goodbye' });
  }, 120_000);

  it('kill −9 of livekit-server: the run ends with the reason, and the next one works', async () => {
    const id = await untilTurns(2);
    const pids = running('livekit-server');
    process.kill(pids.at(-1) as number, 'SIGKILL');
    const conversation = await fixture.studio.waitForConversation(id);
    expect(conversation).toMatchObject({ status: 'failed', endReason: 'fault' });
    expectKept(conversation, 2);
    const next = await fixture.run(fixtureRequest('tiny'));
    expect(next).toMatchObject({ status: 'completed', endReason: 'goodbye' });
  }, 150_000);

  it('kill −9 of the recorder: the run goes on, the hole is silence and marked', async () => {
    const id = await untilTurns(2);
    process.kill(running('recorder.js')[0] as number, 'SIGKILL');
    const conversation = await fixture.studio.waitForConversation(id);
    expect(conversation).toMatchObject({ status: 'completed', endReason: 'max-turns' });
    expect(conversation.recordings[0]?.holes.length).toBeGreaterThanOrEqual(1);
    expectKept(conversation, 4);
  }, 150_000);
});
