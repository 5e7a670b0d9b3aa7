import { describe, expect, it } from 'vitest';
import { amountsSchema, type UsageEntry } from '../../../../src/contract/usage.ts';
import { costText, playerFacts } from '../../../../src/renderer/pages/conversation/player-words.ts';
import {
  amountsText,
  usageBySide,
} from '../../../../src/renderer/pages/conversation/usage-words.ts';

const entry = (more: Partial<UsageEntry>): UsageEntry => ({
  side: 'a',
  stage: 'llm',
  provider: 'openai',
  model: 'gpt-4.1-mini',
  amounts: amountsSchema.parse({}),
  ...more,
});
const cost = { usd: 0.042, unpriced: [], pricesAsOf: '2026-11-01' };

describe('what a conversation used', () => {
  it('is told side by side, in the order of a turn', () => {
    const entries = [
      entry({ stage: 'tts', usd: null }),
      entry({ stage: 'stt', usd: 0.003 }),
      entry({ side: 'b', provider: 'rehearsal' }),
    ];
    const told = usageBySide({ entries, cost });
    expect(told.map(({ side, rows }) => [side, rows.map((row) => [row.stage, row.cost])])).toEqual([
      [
        'a',
        [
          ['Listening', '$0.003'],
          ['Speaking', 'no price'],
        ],
      ],
      ['b', [['Thinking', 'free']]],
    ]);
    expect(usageBySide({ entries: [entry({})], cost })[0]?.rows[0]?.cost).toBeUndefined();
  });

  it('is counted in words', () => {
    const text = { inputTokens: 1204, cachedInputTokens: 800, outputTokens: 310 };
    expect(amountsText(amountsSchema.parse(text))).toEqual([
      '1,204 tokens in (800 cached), 310 out',
    ]);
    const sound = { audioInputTokens: 1, audioOutputTokens: 2, audioInputSeconds: 72 };
    expect(amountsText(amountsSchema.parse(sound))).toEqual([
      '1 token of sound in, 2 out',
      '1 min 12 s heard',
    ]);
    expect(amountsText(amountsSchema.parse({ characters: 1, audioOutputSeconds: 9 }))).toEqual([
      '1 character',
      '9 s spoken',
    ]);
    expect(amountsText(amountsSchema.parse({ requests: 3 }))).toEqual(['3 requests']);
  });

  it('costs more than is known where a price is missing', () => {
    expect(costText(cost)).toBe('$0.042');
    expect(costText({ ...cost, usd: 0 })).toBe('Free');
    expect(costText({ ...cost, unpriced: ['x'] })).toBe('$0.042 and more');
    expect(costText({ ...cost, usd: 0, unpriced: ['x'] })).toBe('not known');
  });
});

describe('what played a side', () => {
  it('is told with everything that was set, and whose server it was', () => {
    const server = { provider: 'openai-compatible', baseUrl: 'http://localhost:11434/v1' } as const;
    const facts = playerFacts({
      kind: 'pipeline',
      llm: { ...server, model: 'llama3.2', temperature: 0.7, maxTokens: 300 },
      stt: { provider: 'openai', model: 'gpt-4o-mini-transcribe', mode: 'realtime' },
      tts: {
        ...{ provider: 'openai', baseUrl: 'http://192.168.1.7:8000/v1', model: 'gpt-4o-mini-tts' },
        ...{ voice: 'ash', instructions: 'Tired.' },
      },
    });
    expect(Object.fromEntries(facts)).toEqual({
      'Thinks with': 'llama3.2 (localhost:11434), temperature 0.7, at most 300 tokens',
      'Hears with': 'gpt-4o-mini-transcribe (OpenAI), while it is said',
      'Speaks with': 'gpt-4o-mini-tts, ash (192.168.1.7:8000)',
      'Told how to speak': 'Tired.',
    });
  });

  it('may be an agent of one’s own', () => {
    const agent = { kind: 'external', agentName: '', metadata: '', stt: null } as const;
    expect(Object.fromEntries(playerFacts(agent))).toMatchObject({
      'Agent name': 'none',
      'Its words': 'as it publishes them',
    });
  });
});
