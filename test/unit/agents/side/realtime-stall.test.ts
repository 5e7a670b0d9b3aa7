import { initializeLogger } from '@livekit/agents';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { initVad } from '../../../../src/agents/turn-taking/models.ts';
import { FakeOpenAi, type Reply } from '../../../support/fake-openai/index.ts';
import { RealtimeSide } from '../../../support/realtime-side.ts';

// Read when the modules are loaded; long enough for the fake to find its voice on a busy machine.
vi.hoisted(() => vi.stubEnv('DUOLOGUE_PROVIDER_TIMEOUT', '3'));

const LONG =
  'I have been waiting for this parcel for nine days now, and every single time that I call you, somebody tells me something entirely different about where it is.';
const NEXT = 'Let me begin again.';

describe('a speech-to-speech server that stalls in an answer', () => {
  const open: { close(): Promise<void> }[] = [];
  beforeAll(() => {
    initializeLogger({ pretty: false, level: process.env['LK_LEVEL'] ?? 'silent' });
    initVad();
  });
  afterAll(() => vi.unstubAllEnvs());
  afterEach(async () => {
    for (const each of open.splice(0).reverse()) await each.close();
  });

  async function stage(...stalls: number[]) {
    const replies: Reply[] = stalls.map((stallsAfterMs) => ({ text: LONG, stallsAfterMs }));
    const fake = await FakeOpenAi.start({ reply: () => replies.shift() ?? { text: NEXT } });
    open.push(fake);
    const side = new RealtimeSide(fake);
    open.push(side);
    await side.start();
    side.performer.speak('Complain.');
    return { fake, side };
  }
  const until = (condition: () => void) => vi.waitFor(condition, { timeout: 20_000, interval: 20 });

  function expectTimeOut(side: RealtimeSide, fake: FakeOpenAi): void {
    const about = { stage: 'Speech-to-speech of Maya', model: 'gpt-realtime' };
    expect(side.faults).toEqual([
      { error: expect.objectContaining({ code: 'timeout' }) as object, fatal: false },
    ]);
    const { message, details } = side.faults[0]!.error;
    expect(details).toMatchObject(about);
    for (const name of [new URL(fake.baseUrl).host, ...Object.values(about)]) {
      expect(message).toContain(name);
    }
  }

  it('is told as a time-out; what was heard of the turn counts, and the side goes on', async () => {
    const { fake, side } = await stage(1500);
    await until(() => expect(side.turns).toHaveLength(1));
    expectTimeOut(side, fake);
    const [turn] = side.turns;
    expect(turn).toMatchObject({ interrupted: true });
    // Not until the server was given up: it ends with its sound.
    expect(turn?.playedMs).toBeGreaterThan(1300);
    expect(turn?.playedMs).toBeLessThan(2000);
    expect(turn?.text.split(' ').length).toBeGreaterThan(2);
    expect(turn?.text.length).toBeLessThan(LONG.length);
    expect(LONG.startsWith(turn?.text ?? '-')).toBe(true);
    await until(() => expect(side.performer.session.agentState).toBe('listening'));
    side.performer.speak('Go on.');
    await until(() => expect(side.turns).toHaveLength(2));
    expect(side.turns[1]).toMatchObject({ text: NEXT, interrupted: false });
    expect(side.faults).toHaveLength(1);
  });

  it('before its first sound: it is told, and asked again', async () => {
    const { fake, side } = await stage(0);
    await until(() => expect(side.turns).toHaveLength(1));
    expect(side.turns[0]).toMatchObject({ text: NEXT, interrupted: false });
    expectTimeOut(side, fake);
    expect(fake.of('realtime')).toHaveLength(2);
  });

  it('again and again: it is given up', async () => {
    const { side } = await stage(0, 0, 0, 0);
    await until(() => expect(side.faults.some(({ fatal }) => fatal)).toBe(true));
    expect(side.faults.map(({ error, fatal }) => [error.code, fatal])).toEqual([
      ...Array.from({ length: 3 }, () => ['timeout', false]),
      ['timeout', true],
    ]);
  });

  it('is no fault when the other side has cut it off', async () => {
    const { fake, side } = await stage(1500);
    await until(() => expect(side.words.length).toBeGreaterThan(0));
    await side.performer.session.interrupt().await;
    await until(() => expect(side.turns).toHaveLength(1));
    side.performer.speak('Go on.');
    await until(() => expect(side.turns).toHaveLength(2));
    expect(side.faults).toEqual([]);
    expect(fake.of('realtime')).toHaveLength(1);
  });

  it('does not keep a side from leaving', async () => {
    const { side } = await stage(1500);
    await until(() => expect(side.words.length).toBeGreaterThan(0));
    await side.close();
    expect(side.turns).toHaveLength(1);
    expect(side.faults).toEqual([]);
  });
});
