import { describe, expect, it } from 'vitest';
import type { Conversation, Turn } from '../../../../src/contract/conversation.ts';
import { metricItems } from '../../../../src/renderer/pages/conversation/metric-items.ts';

function turn(side: 'a' | 'b', startMs: number, endMs: number, more: Partial<Turn> = {}): Turn {
  const speaker = side === 'a' ? 'Maya' : 'Sam';
  const base = {
    id: `${side}${startMs}`,
    index: 0,
    side,
    speaker,
    startMs,
    endMs,
    words: [],
    segments: [],
  };
  const text = { text: 'one two three four five', intended: '', heard: null };
  return { ...base, ...text, interrupted: false, gapMs: null, ...more };
}

const told = {
  durationMs: 20_000,
  turns: [
    turn('b', 800, 4890),
    turn('a', 5100, 10_220, { gapMs: 210, heard: 'one two tree for five' }),
    turn('b', 10_400, 14_340, { gapMs: 180, interrupted: true }),
    turn('a', 14_000, 16_960, { gapMs: -340 }),
  ],
  metrics: {
    ...{ firstSpeechMs: 812, gapMedianMs: 180, gapP95Ms: 207, overlapMs: 340, interruptions: 1 },
    ...{ heardWer: 0.1, turnCount: 4, speechMs: { a: 8000, b: 8000 } },
  },
  config: { personas: { a: { name: 'Maya' }, b: { name: 'Sam' } } },
} as unknown as Conversation;

const byId = (id: string) => metricItems(told).find((item) => item.id === id);

describe('the figures of a conversation', () => {
  it('have the place that shows them', () => {
    expect(byId('first-speech')?.span).toEqual({ fromMs: 0, toMs: 800 });
    expect(byId('gap-median')?.span).toEqual({ fromMs: 10_220, toMs: 10_400 });
    expect(byId('gap-p95')?.span).toEqual({ fromMs: 4890, toMs: 5100 });
    expect(byId('gap-longest')).toMatchObject({ value: '0.21 s' });
    expect(byId('overlap-longest')).toMatchObject({
      value: '0.34 s',
      span: { fromMs: 14_000, toMs: 14_340 },
    });
  });

  it('name each interruption with the words before it', () => {
    expect(byId('interrupted-b10400')).toMatchObject({
      label: 'Sam was interrupted',
      about: 'After “… two three four five”',
    });
  });

  it('show the turn that was heard worst', () => {
    expect(byId('heard-wer')).toMatchObject({
      value: '10.0 %',
      span: { fromMs: 5100, toMs: 10_220 },
    });
  });

  it('say shares of the whole', () => {
    expect(byId('speech-a')).toMatchObject({
      value: '0:08',
      about: '40 % of the recording',
      span: null,
    });
  });

  it('are none without a measurement', () => {
    expect(metricItems({ ...told, metrics: null })).toEqual([]);
  });
});
