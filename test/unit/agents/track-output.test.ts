import { initializeLogger, voice } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { StemWriter } from '../../../src/agents/side/stem-writer.ts';
import { voiceSource, type VoiceSource } from '../../../src/agents/side/playout.ts';
import { TrackOutput } from '../../../src/agents/side/track-output.ts';
import type { TurnEnded } from '../../../src/agents/side/turn-events.ts';
import { attachNote } from '../../../src/agents/speech/synthesis-note.ts';
import type { SpokenWord } from '../../../src/contract/worker-messages.ts';
import { MADE_UP_TIME, MadeUpSource } from './made-up-source.ts';

const RATE = 24_000;
const WORDS: SpokenWord[] = ['one', 'two', 'three', 'four', 'five'].map((text, i) => ({
  text,
  startMs: i * 200,
  endMs: (i + 1) * 200,
  origin: 'provider',
}));

/** One second of sound in frames of 40 ms, whose first frame tells its words. */
function speech(): AudioFrame[] {
  const frames = Array.from(
    { length: 25 },
    () => new AudioFrame(new Int16Array(960).fill(1000), RATE, 1, 960),
  );
  attachNote(frames[0] as AudioFrame, { text: 'one two three four five', words: WORDS });
  attachNote(frames[24] as AudioFrame, { end: 'whole' });
  return frames;
}

describe('TrackOutput', () => {
  const open: TrackOutput[] = [];
  beforeAll(() => initializeLogger({ pretty: false, level: 'silent' }));
  afterEach(() => Promise.all(open.splice(0).map((output) => output.close())));

  interface Arrangement {
    stem?: StemWriter;
    lacksEnd?: () => boolean;
    source?: VoiceSource;
  }

  function output({ stem, lacksEnd, source = voiceSource() }: Arrangement = {}) {
    const started: number[] = [];
    const words: SpokenWord[] = [];
    const ended = Promise.withResolvers<TurnEnded>();
    const track = new TrackOutput({
      source,
      events: {
        onTurnStarted: ({ atMonotonicMs }) => started.push(atMonotonicMs),
        onTurnWords: (fresh) => words.push(...fresh.words),
        onTurnEnded: (turn) => ended.resolve(turn),
      },
      stem,
      ...(lacksEnd ? { lacksEnd } : {}),
    });
    open.push(track);
    return { track, started, words, ended: ended.promise };
  }

  /** On a made-up clock, which goes on when it is told to: what is held up or cut then is so to the sample. */
  function madeUp(stem?: StemWriter) {
    vi.useFakeTimers(MADE_UP_TIME);
    onTestFinished(() => void vi.useRealTimers());
    const source = new MadeUpSource();
    const pass = async (ms: number): Promise<void> => {
      for (let at = 0; at < ms; at += 10) {
        await vi.advanceTimersByTimeAsync(10);
        source.play();
      }
    };
    return { ...output({ source, ...(stem ? { stem } : {}) }), pass };
  }

  async function push(track: TrackOutput, frames: AudioFrame[]): Promise<void> {
    for (const frame of frames) await track.captureFrame(frame);
  }

  it('reports a turn when its last sample has been played, not when it was handed over', async () => {
    const { track, started, ended } = output();
    track.open();
    await push(track, speech());
    track.flush();
    const turn = await ended;
    expect(turn).toMatchObject({
      text: 'one two three four five',
      intended: 'one two three four five',
      playedMs: 1000,
      interrupted: false,
    });
    expect(turn.words).toEqual(WORDS);
    expect(turn.startMonotonicMs).toBe(started[0]);
    expect(turn.endMonotonicMs - turn.startMonotonicMs).toBeGreaterThanOrEqual(990);
  });

  it('tells the words as their sound is handed out, and the rest when the turn is complete', async () => {
    const { track, words, ended } = output();
    track.open();
    const frames = speech();
    // So much of it that it begins at once; the last frame waits for the next.
    await push(track, frames.slice(0, 15));
    expect(words).toEqual(WORDS.slice(0, 2));
    await push(track, frames.slice(15, 21));
    expect(words).toEqual(WORDS.slice(0, 4));
    await push(track, frames.slice(21));
    track.flush();
    expect(words).toEqual(WORDS);
    await ended;
    expect(words).toEqual(WORDS);
  });

  it('tells no more words of a turn that was cut', async () => {
    const { track, words, ended } = output();
    track.open();
    await push(track, speech().slice(0, 16));
    track.clearBuffer();
    await ended;
    expect(words).toEqual(WORDS.slice(0, 3));
  });

  it('cuts a turn to the words that were audible, and tells the framework the same', async () => {
    const { track, ended, pass } = madeUp();
    const played = Promise.withResolvers<voice.PlaybackFinishedEvent>();
    track.on(voice.AudioOutput.EVENT_PLAYBACK_FINISHED, played.resolve);
    track.open();
    await push(track, speech());
    await pass(550);
    track.clearBuffer();
    const turn = await ended;
    expect(turn).toMatchObject({
      text: 'one two three',
      intended: 'one two three four five',
      words: WORDS.slice(0, 3),
      playedMs: 550,
      interrupted: true,
    });
    expect((await played.promise).synchronizedTranscript).toBe(turn.text);
  });

  it('of a voice that broke off keeps the words that were audible, and says that it is partial', async () => {
    const { track, ended } = output();
    track.open();
    const frames = speech().slice(0, 11);
    attachNote(frames[10] as AudioFrame, { end: 'cut' });
    await push(track, frames);
    track.flush();
    expect(await ended).toMatchObject({
      text: 'one two',
      intended: 'one two three four five',
      words: WORDS.slice(0, 2),
      playedMs: 440,
      interrupted: true,
    });
  });

  it('asks at the end of each turn whether there was to be more of it', async () => {
    let isCutShort = true;
    const first = output({ lacksEnd: () => isCutShort });
    first.track.open();
    await push(first.track, speech());
    first.track.flush();
    isCutShort = false; // the next reply is asked for
    expect(await first.ended).toMatchObject({
      text: 'one two three four five',
      interrupted: true,
    });
    const second = output({ lacksEnd: () => isCutShort });
    second.track.open();
    await push(second.track, speech());
    second.track.flush();
    expect(await second.ended).toMatchObject({ interrupted: false });
  });

  it('times the words behind a hole by when they sound', async () => {
    const { track, ended, pass } = madeUp();
    track.open();
    const frames = speech();
    await push(track, frames.slice(0, 5));
    await pass(500);
    await push(track, frames.slice(5, 25));
    track.flush();
    await pass(1000);
    const turn = await ended;
    expect(turn.words[0]).toEqual(WORDS[0]);
    const stallMs = turn.words[1]!.startMs - WORDS[1]!.startMs;
    // 200 ms of sound, and up to 100 ms before it began.
    expect(stallMs).toBeGreaterThan(150);
    expect(turn.playedMs).toBeCloseTo(1000 + stallMs, 0);
    expect(turn.endMonotonicMs - turn.startMonotonicMs).toBeGreaterThanOrEqual(990 + stallMs);
  });

  it('says nothing before it is opened', async () => {
    const { track, started } = output();
    const pushed = push(track, speech().slice(0, 1));
    await new Promise(setImmediate);
    expect(started).toEqual([]);
    track.open();
    await pushed;
    track.flush();
    expect(started).toHaveLength(1);
  });

  it('drops what waited for the opening when it is interrupted before', async () => {
    const { track, started } = output();
    const pushed = push(track, speech().slice(0, 1));
    track.clearBuffer();
    track.open();
    await pushed;
    expect(started).toEqual([]);
  });

  it('reports the cut turn when it is closed in the middle of it', async () => {
    const { track, ended } = output();
    track.open();
    await push(track, speech());
    await track.close();
    expect((await ended).interrupted).toBe(true);
  });

  it('keeps what was played, holes and cuts as they were', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'duologue-stem-'));
    try {
      const path = join(folder, 'stem-a.pcm');
      const errors: Error[] = [];
      const stem = new StemWriter({ path, sampleRate: RATE, onError: (e) => errors.push(e) });
      const { track, ended, pass } = madeUp(stem);
      track.open();
      const frames = speech();
      await push(track, frames.slice(0, 5));
      await pass(400);
      await push(track, frames.slice(5));
      await pass(300);
      track.clearBuffer();
      const turn = await ended;
      await track.close();
      const samples = Math.round((turn.playedMs * RATE) / 1000);
      expect(turn.stem).toEqual({ fromSample: 0, samples, sampleRate: RATE });
      const kept = await readFile(path);
      const sample = (at: number) => kept.readInt16LE(at * 2);
      const heldAt = 5 * 960;
      // The last before the hole fades out, so that it makes no click.
      const fadesAt = heldAt - 480;
      expect([sample(0), sample(fadesAt - 1), sample(heldAt - 1), sample(heldAt)]).toEqual([
        1000, 1000, 0, 0,
      ]);
      for (let at = fadesAt; at < heldAt; at++) {
        expect(Math.abs(sample(at) - sample(at - 1))).toBeLessThan(10);
      }
      expect(sample(samples - 1)).toBe(1000);
      expect(errors).toEqual([]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('speaks on when nothing can be kept', async () => {
    const errors: Error[] = [];
    const path = join(tmpdir(), 'duologue-nowhere', 'stem-a.pcm');
    const stem = new StemWriter({ path, sampleRate: RATE, onError: (e) => errors.push(e) });
    const { track, ended } = output({ stem });
    track.open();
    await push(track, speech());
    track.flush();
    expect(await ended).toMatchObject({ playedMs: 1000, interrupted: false });
    await track.close();
    expect(errors).toHaveLength(1);
  });

  it('begins no turn of a voice that is cut before enough of it came, and tells the framework', async () => {
    const { track, started } = output();
    const played = Promise.withResolvers<voice.PlaybackFinishedEvent>();
    track.on(voice.AudioOutput.EVENT_PLAYBACK_FINISHED, played.resolve);
    track.open();
    await push(track, speech().slice(0, 1));
    track.clearBuffer();
    expect(await played.promise).toMatchObject({ playbackPosition: 0, interrupted: true });
    expect(track.pendingPlayoutSegments).toBe(0);
    expect(started).toEqual([]);
  });

  it('keeps the next turn whole when an empty one came before it', async () => {
    const { track, started, ended } = output();
    track.open();
    track.flush();
    await push(track, speech().slice(0, 1));
    expect(started).toEqual([]);
    await push(track, speech().slice(1));
    track.flush();
    expect(await ended).toMatchObject({ playedMs: 1000, interrupted: false });
  });

  it('begins no turn after it was closed', async () => {
    const { track, started } = output();
    track.open();
    await track.close();
    await push(track, speech().slice(0, 1));
    expect(started).toEqual([]);
  });
});
