import { describe, expect, it } from 'vitest';
import { WRAP_UP_INSTRUCTION } from '../../../../src/contract/provider.ts';
import { otherSide, type PerSide } from '../../../../src/contract/side.ts';
import type { ChatMessage } from '../../../../src/rehearsal/mind/chat-request.ts';
import { Mind } from '../../../../src/rehearsal/mind/mind.ts';
import { SAYS_GOODBYE, WRAP_UPS } from '../../../../src/rehearsal/mind/phrases.ts';
import type { Reply } from '../../../../src/rehearsal/mind/play.ts';
import { castOf, SCENARIOS } from './samples.ts';

const GENERATED = SCENARIOS.slice(0, 2).map(({ rehearsal: _, ...scenario }) => scenario);
const CASES = [
  ...SCENARIOS.map((scenario) => ({ name: scenario.id, scenario })),
  ...GENERATED.map((scenario) => ({ name: `${scenario.id}, generated`, scenario })),
];
const WISH: ChatMessage = { role: 'instruction', text: WRAP_UP_INSTRUCTION, calls: [] };

/** The replies from the moment on at which both are asked to come to an end, after so many turns. */
function talk(scenario: (typeof SCENARIOS)[number], seed: number, wrapUpAfter: number): Reply[] {
  const mind = new Mind();
  mind.open({ conversationId: 'c', scenario, personas: castOf(scenario), seed });
  const histories: PerSide<ChatMessage[]> = { a: [], b: [] };
  const replies: Reply[] = [];
  const gone: PerSide<boolean> = { a: false, b: false };
  for (let side = scenario.opener; !gone[side] && replies.length < 40; side = otherSide(side)) {
    const wish = replies.length >= wrapUpAfter ? [WISH] : [];
    const reply = mind.reply([...histories[side], ...wish], { conversationId: 'c', side });
    replies.push(reply);
    const calls = reply.hangUp ? ['end_call'] : [];
    histories[side].push({ role: 'assistant', text: reply.text, calls });
    histories[otherSide(side)].push({ role: 'user', text: reply.text, calls: [] });
    gone[side] = reply.hangUp;
  }
  return replies.slice(wrapUpAfter);
}

describe.each(CASES)('asked to come to an end: $name', ({ scenario }) => {
  it('says goodbye with the very next reply, is answered, and both hang up', () => {
    for (const seed of [1, 2, 3, 4]) {
      for (const after of [1, 2, 3, 5]) {
        const replies = talk(scenario, seed, after);
        expect(replies.map(({ hangUp }) => hangUp)).toEqual([true, true]);
        for (const { text } of replies) expect(text).toMatch(SAYS_GOODBYE);
        expect(replies[0]?.text).not.toBe(replies[1]?.text);
        expect(WRAP_UPS).toContain(replies[0]?.text);
        expect(WRAP_UPS).not.toContain(replies[1]?.text);
      }
    }
  });
});

describe('asked to come to an end without a script', () => {
  const prompt: ChatMessage = { role: 'instruction', text: 'You are Ben.', calls: [] };

  it('says goodbye, or answers one', () => {
    const mind = new Mind();
    const asked = (text: string) => mind.reply([prompt, { role: 'user', text, calls: [] }, WISH]);
    expect(WRAP_UPS).toContain(asked('And another thing').text);
    expect(asked('All right, goodbye.')).toMatchObject({ hangUp: true });
    expect(WRAP_UPS).not.toContain(asked('All right, goodbye.').text);
  });

  it('says nothing more once it has hung up', () => {
    const gone: ChatMessage = { role: 'assistant', text: 'Bye.', calls: ['end_call'] };
    expect(new Mind().reply([prompt, gone, WISH])).toEqual({ text: '', hangUp: false });
  });
});
