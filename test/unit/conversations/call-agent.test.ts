import { describe, expect, it } from 'vitest';
import type { ConversationConfig } from '../../../src/contract/conversation.ts';
import { externalPersona } from '../../../src/main/conversations/external-persona.ts';
import { requireReachable } from '../../../src/main/conversations/external.ts';
import type { AgentsInRoom } from '../../../src/main/livekit/rooms.ts';
import { turnEndedMessage } from './messages.ts';
import { config } from './samples.ts';
import { Stage } from './stage.ts';

function external(usual: ConversationConfig, agentName = 'bakery'): ConversationConfig {
  return {
    ...usual,
    connection: { kind: 'remote', url: 'wss://example.test', name: 'Production' },
    personas: { ...usual.personas, b: externalPersona({ agentName, name: 'Bakery' }) },
    stages: { ...usual.stages, b: { kind: 'external', agentName, metadata: '{"x":1}', stt: null } },
  };
}

function calling(agentName?: string): Stage {
  const stage = new Stage();
  stage.change = (usual) => external(usual, agentName);
  return stage;
}

function inRoom(stage: Stage, change: Partial<AgentsInRoom>): void {
  Object.assign(stage.engine.livekitPart.inRoom, change);
}

/** The agent takes the call, joins and is heard by all. */
async function answered(): Promise<Stage> {
  const stage = calling();
  inRoom(stage, { taken: 'agent-AJ_1' });
  await stage.begin();
  const { a } = stage.engine.workerParts;
  a.say({ kind: 'linked' });
  a.say({ kind: 'joined' }, 'b');
  a.say({ kind: 'linked' }, 'b');
  stage.engine.recorderPart.listen();
  stage.engine.livekitPart.present = ['c-a', 'agent-AJ_1'];
  await stage.clock.advance(0);
  return stage;
}

describe('a call to an agent of the user’s own', () => {
  it('joins the persona, dispatches the agent, and tells everybody who it is', async () => {
    const stage = await answered();
    const { workerParts, recorderPart, livekitPart, sides } = stage.engine;
    expect(sides).toEqual(['a']);
    expect(recorderPart.orders[0]?.identities).toEqual({ a: 'c-a', b: null });
    expect(workerParts.a.tokens).toEqual(['Ann as c-a in duologue-c']);
    expect(livekitPart.calls).toContain('dispatch duologue-c bakery');
    expect(recorderPart.sides).toEqual(['agent-AJ_1']);
    expect(workerParts.a.orders).toEqual(['meet agent-AJ_1', 'begin']);
    expect(workerParts.b.orders).toEqual([]);
    expect(stage.library.statuses).toContain('running');
  });

  it('takes what worker a tells of side b for side b', async () => {
    const stage = await answered();
    const now = stage.clock.monotonicMs();
    stage.says('a', turnEndedMessage('b', '1', now, now + 1000));
    expect(stage.library.turns.get('1')).toMatchObject({ side: 'b', speaker: 'Bakery' });
  });

  it('ends in order when the agent hangs up and leaves, with the room or without it', async () => {
    const stage = await answered();
    const now = stage.clock.monotonicMs();
    stage.says('a', turnEndedMessage('b', '1', now, now + 1000));
    const { a } = stage.engine.workerParts;
    a.say({ kind: 'hang-up' }, 'b');
    a.say({ kind: 'left' }, 'b');
    a.say({ kind: 'left' });
    expect(await stage.ended(1000)).toMatchObject({
      status: 'completed',
      endReason: 'goodbye',
      endMessage: 'Bakery ended the call.',
    });
    expect(stage.engine.livekitPart.calls.at(-1)).toBe('remove duologue-c');
  });

  it('dispatches once more, then names agent and connection', async () => {
    const stage = calling('nobody');
    await stage.begin();
    await stage.clock.advance(15_500);
    const { calls } = stage.engine.livekitPart;
    expect(calls.filter((call) => call.startsWith('dispatch'))).toHaveLength(2);
    expect(calls).toContain('cancel duologue-c dispatch-nobody');
    const conversation = await stage.ended(16_000);
    expect(conversation).toMatchObject({
      status: 'failed',
      error: {
        code: 'dispatch-unanswered',
        message:
          'Your agent "nobody" on the connection "Production" did not answer within 30 seconds.',
      },
    });
    expect(stage.engine.workerParts.a.orders).toContain('leave');
  });

  it('sends no second dispatch into a call that was stopped meanwhile', async () => {
    const stage = calling('nobody');
    const gate = Promise.withResolvers<void>();
    stage.engine.livekitPart.cancelGate = gate.promise;
    const run = await stage.begin();
    await stage.clock.advance(15_500);
    run.stop();
    await stage.clock.advance(0);
    gate.resolve();
    expect(await stage.ended(5000)).toMatchObject({ status: 'stopped', error: null });
    const { calls } = stage.engine.livekitPart;
    expect(calls.filter((call) => call.startsWith('dispatch'))).toHaveLength(1);
    expect(calls.at(-1)).toBe('remove duologue-c');
  });

  it('lets an agent that has taken the call start up, and says so meanwhile', async () => {
    const stage = calling();
    inRoom(stage, { taken: 'agent-AJ_1' });
    await stage.begin();
    await stage.clock.advance(29_000);
    expect(stage.library.statuses).not.toContain('failed');
    const { calls } = stage.engine.livekitPart;
    expect(calls.filter((call) => call.startsWith('dispatch'))).toHaveLength(1);
    const notes = stage.pushes.of('step').map(({ step }) => step.note);
    expect(notes).toContain('Your agent "bakery" is coming (20 s)');
    const { error } = await stage.ended(2000);
    expect(error).toMatchObject({
      code: 'connection-lost',
      message: 'Your agent "bakery" took the call, but did not come within 30 seconds.',
    });
  });

  it('does not wait for an agent whose job fails after it has taken the call', async () => {
    const stage = calling();
    inRoom(stage, { taken: 'agent-AJ_1' });
    await stage.begin();
    await stage.clock.advance(3000);
    inRoom(stage, { failure: 'out of memory' });
    const { status, error } = await stage.ended(1000);
    expect(status).toBe('failed');
    expect(error?.message).toContain('its job failed: out of memory');
  });

  it('waits for an agent without a name, and dispatches nobody', async () => {
    const stage = calling('');
    await stage.begin();
    inRoom(stage, { present: [{ identity: 'agent-AJ_2', agentName: null }] });
    await stage.clock.advance(500);
    expect(stage.engine.livekitPart.calls.some((call) => call.startsWith('dispatch'))).toBe(false);
    expect(stage.engine.recorderPart.sides).toEqual(['agent-AJ_2']);
  });

  it('takes the agent of that name, not one that came by itself', async () => {
    const stage = calling();
    const other = { identity: 'agent-AJ_other', agentName: '' };
    inRoom(stage, { present: [other] });
    await stage.begin();
    await stage.clock.advance(500);
    expect(stage.engine.recorderPart.sides).toEqual([]);
    inRoom(stage, { present: [other, { identity: 'agent-AJ_1', agentName: 'bakery' }] });
    await stage.clock.advance(500);
    expect(stage.engine.recorderPart.sides).toEqual(['agent-AJ_1']);
  });

  it('says why the job of the agent failed', async () => {
    const stage = calling();
    inRoom(stage, { failure: 'no module' });
    await stage.begin();
    const { error } = await stage.ended();
    expect(error?.message).toContain('its job failed: no module');
  });

  it('is refused on the built-in LiveKit, before anything is started', () => {
    const usual = config();
    const local = { ...external(usual), connection: { kind: 'local' as const } };
    expect(() => requireReachable(local)).toThrow(/"bakery" can't be called on the built-in/);
    expect(() => requireReachable(external(usual))).not.toThrow();
    expect(() => requireReachable(usual)).not.toThrow();
  });
});
