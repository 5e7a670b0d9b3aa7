import { describe, expect, it } from 'vitest';
import type { ConversationConfig } from '../../../src/contract/conversation.ts';
import { externalPersona } from '../../../src/main/conversations/external-persona.ts';
import { requireReachable } from '../../../src/main/conversations/external.ts';
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

/** The agent takes the call, joins and is heard by all. */
async function answered(): Promise<Stage> {
  const stage = calling();
  stage.engine.livekitPart.inRoom = { taken: 'agent-AJ_1', failure: null, present: [] };
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

  it('waits for an agent without a name, and dispatches nobody', async () => {
    const stage = calling('');
    await stage.begin();
    stage.engine.livekitPart.inRoom = { taken: null, failure: null, present: ['agent-AJ_2'] };
    await stage.clock.advance(500);
    expect(stage.engine.livekitPart.calls.some((call) => call.startsWith('dispatch'))).toBe(false);
    expect(stage.engine.recorderPart.sides).toEqual(['agent-AJ_2']);
  });

  it('says why the job of the agent failed', async () => {
    const stage = calling();
    stage.engine.livekitPart.inRoom = { taken: null, failure: 'no module', present: [] };
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
