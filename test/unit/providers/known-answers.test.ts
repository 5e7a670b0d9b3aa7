import { beforeEach, describe, expect, it } from 'vitest';
import { KnownAnswers } from '../../../src/main/providers/known-answers.ts';
import type { Answered, StageTest } from '../../../src/main/providers/stage-question.ts';

const test = (more: Partial<StageTest> = {}): StageTest => ({
  ...{ stage: 'llm', baseUrl: 'http://127.0.0.1:9/v1', model: 'tiny', apiKey: 'sk-a', ...more },
});
const answered: Answered = { note: 'model tiny', differences: {} };

let asked: StageTest[];
let answers: PromiseWithResolvers<Answered>[];
let known: KnownAnswers;
beforeEach(() => {
  asked = [];
  answers = [];
  known = new KnownAnswers(async (question) => {
    asked.push(question);
    const answer = Promise.withResolvers<Answered>();
    answers.push(answer);
    return await answer.promise;
  });
});

describe('a request', () => {
  it('is not asked twice, but anew with another key, address or option', async () => {
    const both = Promise.all([known.ask(test()), known.ask(test())]);
    answers[0]?.resolve(answered);
    await both;
    await known.ask(test());
    expect(asked).toHaveLength(1);
    for (const more of [{ apiKey: 'sk-b' }, { baseUrl: 'http://127.0.0.1:9' }, { temperature: 1 }])
      void known.ask(test(more));
    expect(asked).toHaveLength(4);
  });

  it('is called off when nobody waits any more, and asked anew then', async () => {
    const [first, second] = [new AbortController(), new AbortController()];
    const one = known.ask(test({ signal: first.signal }));
    const other = known.ask(test({ signal: second.signal }));
    first.abort(new Error('the first run is over'));
    await expect(one).rejects.toThrow('the first run is over');
    expect(asked[0]?.signal?.aborted).toBe(false);
    second.abort();
    await expect(other).rejects.toThrow();
    expect(asked[0]?.signal?.aborted).toBe(true);
    const third = known.ask(test());
    answers[0]?.reject(new Error('aborted'));
    answers[1]?.resolve(answered);
    expect(await third).toBe(answered);
    expect(await known.ask(test())).toBe(answered);
    expect(asked).toHaveLength(2);
  });
});

describe('what is known of a server', () => {
  const refuses = (...names: ('tools' | 'temperature' | 'reasoning_effort')[]) => ({
    refuses: names,
  });

  it('is forgotten when a later answer shows that it no longer holds', () => {
    known.note(test(), refuses('tools'));
    known.note(test(), {});
    expect(known.differencesOf(test())).toEqual({});
    const tts = test({ stage: 'tts' });
    known.note(tts, { format: 'wav' });
    known.note(tts, { sampleRate: 16_000 });
    expect(known.differencesOf(tts)).toEqual({ sampleRate: 16_000 });
  });

  it('stays where it was not asked for', () => {
    known.note(test({ temperature: 0.5 }), refuses('temperature', 'tools'));
    known.note(test({ reasoningEffort: 'low' }), refuses('reasoning_effort'));
    expect(known.differencesOf(test())).toEqual(refuses('temperature', 'reasoning_effort'));
    const stt = test({ stage: 'stt' });
    known.note({ ...stt, mode: 'realtime' }, { batchOnly: true });
    known.note(stt, {});
    expect(known.differencesOf(stt)).toEqual({ batchOnly: true });
    known.note(test({ reasoningEffort: 'low' }), { effort: 'none' });
    known.note(test({ reasoningEffort: 'none' }), {});
    expect(known.differencesOf(test())).toMatchObject({ effort: 'none' });
  });
});
