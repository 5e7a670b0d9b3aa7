import { describe, expect, it } from 'vitest';
import { learn } from '../../../src/rehearsal/ear/learned.ts';
import { Memory } from '../../../src/rehearsal/ear/memory.ts';

const utterance = (text: string) =>
  learn(new Float32Array(2400), 24_000, [{ text, startMs: 0, endMs: 90 }]);

const texts = (memory: Memory, ...[listener, now]: Parameters<Memory['audibleTo']>): string[] =>
  memory.audibleTo(listener, now).map((each) => each.words[0]!.text);

describe('Memory', () => {
  it('lets a side hear the other side of its conversation, newest first', () => {
    const memory = new Memory();
    memory.add({ conversationId: 'one', side: 'a' }, utterance('first'), 0);
    memory.add({ conversationId: 'one', side: 'b' }, utterance('own'), 1);
    memory.add({ conversationId: 'two', side: 'a' }, utterance('elsewhere'), 2);
    memory.add({ conversationId: 'one', side: 'a' }, utterance('second'), 3);
    expect(texts(memory, { conversationId: 'one', side: 'b' }, 4)).toEqual(['second', 'first']);
    expect(texts(memory, { conversationId: 'one' }, 4)).toEqual(['second', 'own', 'first']);
    expect(texts(memory, {}, 4)).toHaveLength(4);
  });

  it('forgets what is old, what is too much, and what has ended', () => {
    const memory = new Memory();
    memory.add({ conversationId: 'one', side: 'a' }, utterance('old'), 0);
    memory.add({ conversationId: 'one', side: 'a' }, utterance('new'), 200_000);
    expect(texts(memory, {}, 301_000)).toEqual(['new']);
    for (let index = 0; index < 250; index += 1) memory.add({}, utterance(`u${index}`), 301_000);
    expect(texts(memory, {}, 301_000)).toHaveLength(200);
    memory.add({ conversationId: 'two', side: 'b' }, utterance('late'), 302_000);
    memory.forget('two');
    expect(texts(memory, { conversationId: 'two' }, 302_000)).toEqual([]);
    expect(texts(memory, {}, 900_000)).toEqual([]);
  });
});
