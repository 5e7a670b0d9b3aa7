import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../../../src/rehearsal/mind/chat-request.ts';
import { readHistory } from '../../../../src/rehearsal/mind/history.ts';
import {
  CHECK_INS,
  CLARIFICATIONS,
  FAREWELLS,
  PRESENT,
} from '../../../../src/rehearsal/mind/phrases.ts';
import { play, type Reply } from '../../../../src/rehearsal/mind/play.ts';
import { scriptOf } from '../../../../src/rehearsal/mind/script.ts';
import { castOf, scenarioOf } from './samples.ts';

const scenario = scenarioOf('barge-in');
const script = scriptOf({ scenario, personas: castOf(scenario), seed: 4 });
const LINES = script.map(({ text }) => text);

function message(role: ChatMessage['role'], text: string): ChatMessage {
  return { role, text, calls: [] };
}
const own = (text: string): ChatMessage => message('assistant', text);
const heard = (text: string): ChatMessage => message('user', text);
const line = (index: number): string => LINES[index] ?? '';
const cut = (index: number, words: number): string =>
  line(index).split(' ').slice(0, words).join(' ');

/** Side b (even lines) answers these messages. */
function asB(...messages: ChatMessage[]): Reply {
  return play(script, 'b', readHistory(messages), 4);
}

const START = [own(line(0)), heard(line(1))];

describe('after an interruption', () => {
  it('goes on with its next line', () => {
    for (const words of [3, 6, 15]) {
      const reply = asB(...START, own(cut(2, words)), heard(line(3)));
      expect(reply.text).toBe(line(4));
    }
  });

  it('takes a cut last word for what it was', () => {
    const reply = asB(...START, own(`${cut(2, 6)} any`), heard(line(3)));
    expect(reply.text).toBe(line(4));
  });

  it('says a line again of which hardly a word was audible', () => {
    const reply = asB(...START, own('Well,'), heard('But I really'));
    expect(CLARIFICATIONS).toContain(reply.text);
    expect(asB(...START, own('Well,'), heard(line(3))).text).toBe(line(4));
    expect(asB(...START, own('Well,')).text).toBe(line(2));
  });

  it('says a cut line again when asked to', () => {
    const reply = asB(...START, own(cut(2, 10)), heard('Sorry, what was that?'));
    expect(reply.text).toBe(line(2));
  });

  it('understands what was cut off from the other side', () => {
    expect(asB(own(line(0)), heard(cut(1, 4))).text).toBe(line(2));
  });

  it('reads a turn that reached it in two pieces', () => {
    const words = line(1).split(' ');
    const pieces = [words.slice(0, 3), words.slice(3)].map((part) => heard(part.join(' ')));
    expect(asB(own(line(0)), ...pieces).text).toBe(line(2));
    expect(asB(own(line(0)), heard('zzz grumble'), heard(line(1))).text).toBe(line(2));
  });
});

describe('when it did not understand', () => {
  it.each(['', 'purple monkey dishwasher tango', 'the'])('asks again after "%s"', (text) => {
    expect(CLARIFICATIONS).toContain(asB(own(line(0)), heard(text)).text);
  });

  it('asks twice, in other words, then goes on', () => {
    const first = asB(own(line(0)), heard('')).text;
    const second = asB(own(line(0)), heard(''), own(first), heard('')).text;
    expect(CLARIFICATIONS).toContain(second);
    expect(second).not.toBe(first);
    const third = asB(own(line(0)), heard(''), own(first), heard(''), own(second), heard(''));
    expect(third.text).toBe(line(2));
  });

  it('stops asking a side that never keeps to the script', () => {
    const messages = [own(line(0))];
    for (const text of CLARIFICATIONS.slice(0, 6))
      messages.push(heard('x'), own(text), own(line(2)));
    expect(CLARIFICATIONS).not.toContain(asB(...messages, heard('something else')).text);
  });
});

describe('when asked to repeat', () => {
  it.each([...CLARIFICATIONS, 'What? Come again?', 'Can you repeat it please'])(
    'says its last line again after "%s"',
    (text) => {
      const reply = asB(...START, own(line(2)), heard(line(3)), own(line(4)), heard(text));
      expect(reply.text.endsWith(line(4))).toBe(true);
    },
  );

  it('does so twice at most', () => {
    const messages = [...START, own(line(2)), heard(CLARIFICATIONS[0] ?? '')];
    messages.push(own(`I said: ${line(2)}`), heard(CLARIFICATIONS[1] ?? ''));
    messages.push(own(line(2)), heard(CLARIFICATIONS[2] ?? ''));
    expect(asB(...messages).text).toBe(line(4));
  });

  it('says its answer again when the other side repeats what was answered', () => {
    const messages = [...START, own(line(2)), heard(line(3)), own(line(4))];
    expect(asB(...messages, heard(`I said: ${line(3)}`)).text.endsWith(line(4))).toBe(true);
  });
});

describe('in a silence', () => {
  const quiet = message('instruction', 'The line has gone quiet. Speak up.');

  it('asks whether the other side is there, twice at most', () => {
    const first = asB(own(line(0)), quiet).text;
    expect(CHECK_INS).toContain(first);
    const second = asB(own(line(0)), quiet, own(first), quiet).text;
    expect(CHECK_INS).toContain(second);
    expect(second).not.toBe(first);
    expect(asB(own(line(0)), quiet, own(first), quiet, own(second), quiet).text).toBe(line(2));
  });

  it('answers such a question', () => {
    for (const text of CHECK_INS)
      expect(PRESENT).toContain(asB(...START, own(line(2)), heard(text)).text);
  });

  it('simply goes on when it is only told to speak', () => {
    expect(asB(own(line(0)), message('instruction', 'Speak now.')).text).toBe(line(2));
  });
});

describe('keeping in step', () => {
  it('skips its line when the other side is one ahead', () => {
    expect(asB(own(line(0)), heard(line(3))).text).toBe(line(4));
  });

  it('ends when the other side says goodbye early', () => {
    const reply = asB(own(line(0)), heard("I've changed my mind, so goodbye"));
    expect(FAREWELLS).toContain(reply.text);
    expect(reply.hangUp).toBe(true);
  });
});

describe('at the end', () => {
  const TO_THE_END = [...START, own(line(2)), heard(line(3)), own(line(4)), heard(line(5))];

  it('hangs up with its last line', () => {
    expect(asB(...TO_THE_END)).toEqual({ text: line(6), hangUp: true });
  });

  it('says a short goodbye when the script is over and the other side still talks', () => {
    const reply = asB(...TO_THE_END, own(line(6)), heard(line(5)));
    expect(reply.hangUp).toBe(true);
    const late = asB(...TO_THE_END, own(line(6)), heard('All right, goodbye.'));
    expect(FAREWELLS).toContain(late.text);
    expect(late.hangUp).toBe(true);
  });

  it('hangs up again when its goodbye was cut off after the tool was called', () => {
    const goodbye = { ...own(cut(6, 3)), calls: ['end_call'] };
    const result = message('tool', '');
    expect(asB(...TO_THE_END, goodbye, result)).toEqual({ text: '', hangUp: false });
    expect(asB(...TO_THE_END, goodbye, result, heard('Okay, bye for now.')).hangUp).toBe(true);
  });
});
