import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alignmentSchema } from '../../../src/contract/rehearsal-messages.ts';
import { Aligner } from '../../../src/rehearsal/align/aligner.ts';
import { alignmentRoutes } from '../../../src/rehearsal/routes/alignments.ts';
import { VOICE_RATE } from '../../../src/rehearsal/voice/utterance.ts';
import { toWav } from '../../../src/rehearsal/wav.ts';
import { say } from './support/say.ts';

const TEXT = 'Good morning, is this the station?';
const WORDS = TEXT.split(' ');

describe('POST /v1/audio/alignments', () => {
  let aligner: Aligner;
  beforeAll(() => {
    aligner = new Aligner();
  });
  afterAll(() => aligner.close());

  const said = say(TEXT, 'rowan');
  const wav = toWav(said.pcm, VOICE_RATE);
  const good = { words: WORDS, language: 'en', segments: [[0, said.durationMs]] };

  async function post(request: unknown, file: Uint8Array<ArrayBuffer> = wav): Promise<Response> {
    const form = new FormData();
    form.set('file', new Blob([file]), 'turn.wav');
    form.set('request', typeof request === 'string' ? request : JSON.stringify(request));
    return await alignmentRoutes(aligner).request('/v1/audio/alignments', {
      method: 'POST',
      body: form,
    });
  }

  it('says when each word sounds', async () => {
    const answer = alignmentSchema.parse(await (await post(good)).json());
    expect(answer.words).toHaveLength(WORDS.length);
    answer.words!.forEach((word, index) => {
      expect(Math.abs(word!.startMs - said.words[index]!.startMs)).toBeLessThan(100);
    });
  });

  it('says so when the words are not in it', async () => {
    const sound = say("I'm sorry to hear that, could you give me the number?", 'oak');
    const request = { ...good, segments: [[0, sound.durationMs]] };
    const answer = await post(request, toWav(sound.pcm, VOICE_RATE));
    expect(await answer.json()).toEqual({ words: null });
  });

  it.each([
    ['no JSON', '{', 400, 'request'],
    ['no words', { ...good, words: [] }, 400, 'request.words'],
    ['no speech', { ...good, segments: [] }, 400, 'request.segments'],
  ])('refuses %s', async (_, request, status, param) => {
    const response = await post(request);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: { param } });
  });

  it('refuses what is no sound', async () => {
    const response = await post(good, new Uint8Array([1, 2, 3]));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { param: 'file' } });
  });

  it('fails for a language that it does not speak, and goes on for others', async () => {
    const words = aligner.align(
      { pcm: say(TEXT).pcm, sampleRate: VOICE_RATE },
      { words: WORDS, language: 'xx', segments: [[0, said.durationMs]] },
      new AbortController().signal,
    );
    await expect(words).rejects.toThrow(/no voice/);
    expect((await post(good)).status).toBe(200);
  });

  it('drops what nobody waits for any more', async () => {
    const request = { words: WORDS, language: 'en', segments: [[0, 1000] as [number, number]] };
    const sound = () => ({ pcm: say(TEXT).pcm, sampleRate: VOICE_RATE });
    const first = aligner.align(sound(), request, new AbortController().signal);
    const second = aligner.align(sound(), request, AbortSignal.abort());
    await first;
    expect(await second).toBeNull();
  });
});
