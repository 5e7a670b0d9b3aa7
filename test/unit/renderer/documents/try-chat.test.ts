import { describe, expect, it } from 'vitest';
import { NEW_CHAT, reduceTry, type TryEvent } from '../../../../src/renderer/documents/try-chat.ts';

const after = (...events: TryEvent[]) => events.reduce(reduceTry, NEW_CHAT);
const error = { code: 'provider-unreachable', message: 'No answer.' } as const;

describe('the written try-out', () => {
  it('takes turns', () => {
    const chat = after(
      { kind: 'said', text: 'Hello?' },
      { kind: 'answered', round: 0, text: 'Hi.', hangUp: false },
    );
    expect(chat).toMatchObject({ waiting: false, hungUp: false });
    expect(chat.messages).toEqual([
      { from: 'you', text: 'Hello?' },
      { from: 'persona', text: 'Hi.' },
    ]);
  });

  it('lets the persona begin, and ends when it hangs up', () => {
    expect(after({ kind: 'asked' })).toMatchObject({ messages: [], waiting: true });
    const over = after(
      { kind: 'asked' },
      { kind: 'answered', round: 0, text: 'Bye.', hangUp: true },
    );
    expect(over.hungUp).toBe(true);
  });

  it('keeps what was said when the answer fails, and asks again', () => {
    const failed = after({ kind: 'said', text: 'Hello?' }, { kind: 'failed', round: 0, error });
    expect(failed).toMatchObject({ error, waiting: false, messages: [{ text: 'Hello?' }] });
    expect(reduceTry(failed, { kind: 'asked' })).toMatchObject({ error: undefined, waiting: true });
  });

  it('drops an answer that comes after the talk was cleared', () => {
    const cleared = after({ kind: 'said', text: 'Hello?' }, { kind: 'cleared' });
    const late = reduceTry(cleared, { kind: 'answered', round: 0, text: 'Hi.', hangUp: true });
    expect(late).toBe(cleared);
    expect(reduceTry(cleared, { kind: 'failed', round: 0, error })).toBe(cleared);
  });
});
