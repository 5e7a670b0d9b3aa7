import { describe, expect, it } from 'vitest';
import { Transcript, visible } from '../../../../../src/agents/side/external/transcript.ts';

describe('Transcript', () => {
  it('joins the pieces of a stream, and knows while it is open', () => {
    const transcript = new Transcript();
    const stream = transcript.open('s1', 10);
    stream.add('Good ');
    stream.add('morning.');
    expect(transcript.isOpen).toBe(true);
    stream.close();
    expect(transcript.isOpen).toBe(false);
    expect(transcript.take(20)).toBe('Good morning.');
    expect(transcript.peek(20)).toBe('');
  });

  it('takes a later stream of the same segment for all of its text', () => {
    const transcript = new Transcript();
    for (const text of ['Good', 'Good morning', 'Good morning.']) {
      const stream = transcript.open('s1', 10);
      stream.add(text);
      stream.close();
    }
    expect(transcript.take(20)).toBe('Good morning.');
  });

  it('gives what a segment goes on with to the next turn, and later segments too', () => {
    const transcript = new Transcript();
    const stream = transcript.open('s1', 10);
    stream.add('One moment. ');
    expect(transcript.take(20).trim()).toBe('One moment.');
    stream.add('Here it is.');
    transcript.open('s2', 50).add('Anything else?');
    expect(transcript.peek(40)).toBe('Here it is.');
    expect(transcript.take(60)).toBe('Here it is. Anything else?');
  });

  it('reads agents that write JSON lines, and leaves what only looks like it', () => {
    expect(visible('{"text":"Good ","start_time":0.1}\n{"text":"morning."}\n')).toBe(
      'Good morning.',
    );
    expect(visible('{smiles} Hello.')).toBe('{smiles} Hello.');
  });
});
