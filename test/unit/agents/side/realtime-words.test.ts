import { describe, expect, it } from 'vitest';
import { Said } from '../../../../src/agents/side/realtime/said.ts';
import { ItemWords, SpokenItem } from '../../../../src/agents/side/realtime/spoken-item.ts';

function itemOf(text: string, audioMs: number, complete: boolean): SpokenItem {
  return Object.assign(new SpokenItem(), { text, audioMs, complete });
}

describe('words on the audio of a speech-to-speech model', () => {
  it('are spread over all of it by their length, when all of it is there', () => {
    const words = new ItemWords(itemOf('one three', 1000, true));
    expect(words.before(100)).toEqual([
      { text: 'one', startMs: 0, endMs: 400, origin: 'estimated' },
    ]);
    expect(words.before(300)).toEqual([]);
    expect(words.before(1000)).toEqual([
      { text: 'three', startMs: 400, endMs: 1000, origin: 'estimated' },
    ]);
  });

  it('are not squeezed into the first sound, when the text runs ahead of it', () => {
    const words = new ItemWords(itemOf('this is a long sentence that goes on ', 200, false));
    expect(words.before(200).map(({ text }) => text)).toEqual(['this']);
    expect(words.before(600).map(({ text }) => text)).toEqual(['is', 'a']);
  });

  it('wait until they are whole', () => {
    const item = itemOf('good mor', 2000, false);
    const words = new ItemWords(item);
    expect(words.before(2000).map(({ text }) => text)).toEqual(['good']);
    item.text += 'ning ';
    expect(words.before(3000).map(({ text }) => text)).toEqual(['morning']);
  });

  it('that are left go onto what is left of the audio', () => {
    const item = itemOf('one two ', 500, false);
    const words = new ItemWords(item);
    expect(words.before(100).map(({ text }) => text)).toEqual(['one']);
    item.text += 'three';
    item.audioMs = 1500;
    const rest = words.last();
    expect(rest.map(({ text }) => text)).toEqual(['two', 'three']);
    expect(rest.at(-1)?.endMs).toBeCloseTo(1500);
  });

  it('come from the deltas of their own item, under the old names too', () => {
    const said = new Said();
    const audio = Buffer.alloc(4800).toString('base64');
    said.take({ type: 'response.output_audio_transcript.delta', item_id: 'x', delta: 'Hel' });
    said.take({ type: 'response.audio_transcript.delta', item_id: 'x', delta: 'lo' });
    said.take({ type: 'response.output_audio.delta', item_id: 'x', delta: audio });
    said.take({ type: 'response.output_audio.delta', item_id: 'y', delta: audio });
    said.take({ type: 'response.output_item.done', item: { id: 'x' } });
    said.take({ type: 'rate_limits.updated' });
    expect(said.item('x')).toMatchObject({ text: 'Hello', audioMs: 100, complete: true });
    expect(said.item('y')).toMatchObject({ text: '', complete: false });
  });
});
