import { describe, expect, it } from 'vitest';
import type { RunPlan } from '../../../../src/renderer/pages/run/run-plan.ts';
import {
  agentLabel,
  choiceOf,
  kindOf,
  kindsOf,
  mayCost,
  playerWords,
  sourceIn,
} from '../../../../src/renderer/pages/run/players.ts';
import type { Players } from '../../../../src/renderer/pages/run/run-plan.ts';

const plan = (players: Players, provider: RunPlan['provider'] = 'rehearsal'): RunPlan => ({
  ...{ scenario: undefined, a: undefined, b: undefined, ownPeople: false },
  provider,
  players,
});

describe('players of a run', () => {
  it('offer an agent of one’s own on the side that is called only', () => {
    expect(kindsOf('a')).not.toContain('external');
    expect(kindsOf('b')).toContain('external');
  });

  it.each(kindsOf('b'))('%s is read back as what it is', (kind) => {
    expect(kindOf(choiceOf(kind))).toBe(kind);
  });

  it('come from the run’s provider unless they say otherwise', () => {
    const players: Players = {
      a: { kind: 'pipeline', llm: { model: 'x' } },
      b: { kind: 'realtime', provider: 'openai-compatible' },
    };
    expect(sourceIn(plan(players, 'openai'), 'a')).toBe('openai');
    expect(sourceIn(plan(players), 'b')).toBe('openai-compatible');
  });

  it('cost where a side isn’t rehearsed', () => {
    expect(mayCost(plan({}))).toBe(false);
    const agent = choiceOf('external');
    expect(mayCost(plan({ b: agent! }))).toBe(false);
    // What it says may have to be recognised.
    expect(mayCost(plan({ a: choiceOf('rehearsal')!, b: agent! }, 'openai'))).toBe(true);
    expect(mayCost(plan({ b: choiceOf('realtime openai')! }))).toBe(true);
  });

  it('have names', () => {
    const agent = { kind: 'external', agentName: 'support' } as const;
    expect(agentLabel(agent)).toBe('support');
    expect(agentLabel({ ...agent, name: 'Robin' })).toBe('Robin');
    expect(agentLabel({ ...agent, agentName: ' ' })).toBe('Your agent');
    const model = 'gpt-realtime';
    expect(playerWords({ kind: 'realtime', provider: 'openai', model }, 'rehearsal')).toBe(
      'OpenAI, speech to speech, gpt-realtime',
    );
  });
});
