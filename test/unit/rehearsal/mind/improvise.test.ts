import { describe, expect, it } from 'vitest';
import { otherSide, type PerSide, type Side } from '../../../../src/contract/side.ts';
import { CLARIFICATIONS, FAREWELLS } from '../../../../src/rehearsal/mind/phrases.ts';
import { Mind } from '../../../../src/rehearsal/mind/mind.ts';
import { speak, type WireMessage } from './simulate.ts';

const mind = new Mind();
const CUSTOMER =
  'You are Mia Falk, a customer. Your goal is to cancel your subscription. You pay nine euros a month. Your contract began in May.';
const AGENT = 'You are Ben, a support agent. Help the caller.';

function system(content: string): WireMessage {
  return { role: 'system', content };
}

describe('a client without headers', () => {
  it('holds a conversation from two system prompts, to a goodbye', async () => {
    const histories: PerSide<WireMessage[]> = { a: [system(CUSTOMER)], b: [system(AGENT)] };
    const texts: string[] = [];
    let side: Side = 'b';
    let ended = false;
    while (!ended && texts.length < 20) {
      const { text, endCall } = await speak(mind, histories[side]);
      texts.push(text);
      histories[side].push({ role: 'assistant', content: text });
      side = otherSide(side);
      histories[side].push({ role: 'user', content: text });
      ended = endCall;
    }
    expect(ended).toBe(true);
    expect(texts[0]).toContain('Ben');
    expect(texts[1]).toBe("Hello, this is Mia Falk. I'd like to cancel my subscription.");
    expect(texts.join(' ')).toContain('I pay nine euros a month.');
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('answers a question with the fact that fits it', async () => {
    const { text } = await speak(mind, [
      system(CUSTOMER),
      {
        role: 'assistant',
        content: "Hello, this is Mia Falk. I'd like to cancel my subscription.",
      },
      { role: 'user', content: 'When did your contract begin?' },
    ]);
    expect(text).toBe('My contract began in May.');
  });

  it('asks again when it heard nothing, and repeats when asked', async () => {
    const said: WireMessage = { role: 'assistant', content: 'Hello, this is Ben.' };
    const nothing = await speak(mind, [system(AGENT), said, { role: 'user', content: ' ' }]);
    expect(CLARIFICATIONS).toContain(nothing.text);
    const asked = await speak(mind, [
      system(AGENT),
      said,
      { role: 'user', content: 'Could you repeat that?' },
    ]);
    expect(asked.text).toContain('Hello, this is Ben.');
  });

  it('says goodbye and hangs up when the other does', async () => {
    const answer = await speak(mind, [
      system(AGENT),
      { role: 'assistant', content: 'Hello, this is Ben.' },
      { role: 'user', content: 'Thanks, goodbye.' },
    ]);
    expect(FAREWELLS).toContain(answer.text);
    expect(answer.endCall).toBe(true);
  });

  it('manages without any prompt', async () => {
    expect((await speak(mind, [{ role: 'user', content: 'Hi' }])).text).toMatch(/\w/);
  });
});
