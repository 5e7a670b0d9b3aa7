import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Turn, Word } from '../../../src/contract/conversation.ts';
import type { AlignmentRequest } from '../../../src/contract/rehearsal-messages.ts';
import type { Side } from '../../../src/contract/side.ts';
import { wavHeader } from '../../../src/contract/wav-format.ts';
import {
  alignWords,
  type AlignSound,
  type MonoSound,
} from '../../../src/main/recordings/sound-words.ts';
import { silentLog } from '../conversations/fakes.ts';

const RATE = 8000;
let path: string;

/** Four seconds of which every sample says where it is: left from 0 up, right from 0 down. */
beforeAll(async () => {
  path = join(await mkdtemp(join(tmpdir(), 'align-')), 'conversation.wav');
  const pcm = Int16Array.from({ length: 4 * RATE * 2 }, (_, index) =>
    index % 2 === 0 ? index / 2 : -(index - 1) / 2,
  );
  const header = wavHeader({ sampleRate: RATE, channels: 2, dataBytes: pcm.byteLength });
  await writeFile(path, Buffer.concat([header, Buffer.from(pcm.buffer)]));
});
afterAll(() => rm(join(path, '..'), { recursive: true }));

function turn(side: Side, startMs: number, origin: Word['origin'] = 'estimated'): Turn {
  const texts = ['Hello', 'there.'];
  return {
    ...{ id: `${side}${startMs}`, index: 0, side, speaker: side, text: texts.join(' ') },
    ...{ intended: texts.join(' '), heard: null, startMs, endMs: startMs + 800 },
    ...{ interrupted: false, gapMs: null, segments: [[startMs, startMs + 800]] },
    words: texts.map((text) => ({ text, startMs, endMs: startMs, origin })),
  };
}

/** Answers that the words take 100 ms each, from the first moment of speech on. */
const evenly: AlignSound = async (_sound, { words, segments }) => ({
  words: words.map((_, index) => ({
    startMs: segments[0]![0] + index * 100,
    endMs: segments[0]![0] + index * 100 + 100,
  })),
});

function align(turns: Turn[], sound: AlignSound | Error, signal = new AbortController().signal) {
  return alignWords(turns, {
    path,
    languages: { a: 'en', b: 'de' },
    openAligner: () => (sound instanceof Error ? Promise.reject(sound) : Promise.resolve(sound)),
    signal,
    log: silentLog,
  });
}

const origins = (turns: Turn[]) => turns.map(({ words }) => words.map(({ origin }) => origin));

describe('alignWords', () => {
  it('asks with the sound, the language and the speech of each turn', async () => {
    const asked: { sound: MonoSound; request: AlignmentRequest }[] = [];
    const turns = await align(
      [turn('a', 1000), turn('b', 2000)],
      async (sound, request, signal) => {
        asked.push({ sound, request });
        return evenly(sound, request, signal);
      },
    );
    expect(asked.map(({ request }) => request)).toEqual([
      { words: ['Hello', 'there.'], language: 'en', segments: [[60, 860]] },
      { words: ['Hello', 'there.'], language: 'de', segments: [[60, 860]] },
    ]);
    const [left, right] = asked.map(({ sound }) => sound.pcm);
    expect([left![0], left!.length]).toEqual([940 * 8, 920 * 8]);
    expect([right![0], right!.length]).toEqual([-1940 * 8, 920 * 8]);
    expect(turns[1]!.words).toEqual([
      { text: 'Hello', startMs: 2000, endMs: 2100, origin: 'aligned' },
      { text: 'there.', startMs: 2100, endMs: 2200, origin: 'aligned' },
    ]);
  });

  it('opens nothing when every word has its times', async () => {
    const turns = [turn('a', 1000, 'provider')];
    expect(await align(turns, new Error('not to be opened'))).toEqual(turns);
  });

  it('keeps the better estimate where the sound does not fit, or a request fails', async () => {
    let calls = 0;
    const turns = await align([turn('a', 1000), turn('a', 2000), turn('b', 3000)], (...args) => {
      calls += 1;
      if (calls === 1) return Promise.resolve({ words: null });
      if (calls === 2) return Promise.reject(new Error('refused'));
      return evenly(...args);
    });
    expect(origins(turns)).toEqual([
      ['estimated', 'estimated'],
      ['estimated', 'estimated'],
      ['aligned', 'aligned'],
    ]);
    expect(turns[0]!.words.map(({ endMs }) => Math.round(endMs))).toEqual([1400, 1800]);
  });

  it('keeps the better estimate when nothing can be opened', async () => {
    const [only] = await align([turn('a', 1000)], new Error('no such process'));
    expect(only!.words.map(({ origin, endMs }) => [origin, Math.round(endMs)])).toEqual([
      ['estimated', 1400],
      ['estimated', 1800],
    ]);
  });

  it('ends when the time is over: what is found by then stays', async () => {
    const closing = new AbortController();
    const turns = await align(
      [turn('a', 1000), turn('b', 2000)],
      (sound, request, signal) => {
        if (request.language === 'en') return evenly(sound, request, signal);
        closing.abort();
        return Promise.reject(signal.reason as Error);
      },
      closing.signal,
    );
    expect(origins(turns)).toEqual([
      ['aligned', 'aligned'],
      ['estimated', 'estimated'],
    ]);
  });

  it('does not wait for what never opens once the time is over', async () => {
    const closing = new AbortController();
    const never = alignWords([turn('a', 1000)], {
      path,
      languages: { a: 'en', b: 'en' },
      openAligner: () => new Promise(() => queueMicrotask(() => closing.abort())),
      signal: closing.signal,
      log: silentLog,
    });
    expect(origins(await never)).toEqual([['estimated', 'estimated']]);
  });
});
