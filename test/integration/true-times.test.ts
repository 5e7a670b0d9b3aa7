import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Conversation, Turn } from '../../src/contract/conversation.ts';
import { soundAligner } from '../../src/main/engine/sound-aligner.ts';
import { alignWords } from '../../src/main/recordings/sound-words.ts';
import { rehearsalChild } from '../../src/main/workers/children.ts';
import { edgesWithin, onsetsWithin, quantile, speechOf, type Speech } from '../support/judge.ts';
import { channelOf, fixtureRequest, ownSpan, StudioFixture } from '../support/studio-fixture.ts';

/** A pause inside a turn that surely is one; a word begins after it. */
const PAUSE_MS = 120;
/** Beyond this from a turn its sound is another's. */
const REACH_MS = 400;

/** A conversation, its recording and what the judge finds in it. */
interface Judged {
  conversation: Conversation;
  recording: string;
  speech: Speech[][];
}

const log = pino({ level: 'silent' });
const rehearsal = rehearsalChild({ log });
let baseUrl: string;
let fixture: StudioFixture;
/** The voices gave times … */
let timed: Judged[];
/** … and gave none. */
let untimed: Judged;

beforeAll(async () => {
  const up = new Promise<{ port?: number | undefined }>((resolve) => rehearsal.on('up', resolve));
  await rehearsal.start();
  baseUrl = `http://127.0.0.1:${(await up).port}/v1`;
  fixture = await StudioFixture.open({ OPENAI_API_KEY: 'sk-none', OPENAI_BASE_URL: baseUrl });
  const [first, second, third] = await Promise.all([
    judged(fixture.run(fixtureRequest('barge-in'))),
    judged(fixture.run(fixtureRequest('tiny'))),
    judged(runWithoutTimes()),
  ]);
  timed = [first, second];
  untimed = third;
}, 240_000);

afterAll(async () => {
  await fixture.close();
  await rehearsal.stop();
});

/** Over OpenAI's own API, which tells no times. */
async function runWithoutTimes(): Promise<Conversation> {
  const persona = async (id: string, voice: string) => ({
    ...(await fixture.studio.getPersona(id)),
    voices: { openai: voice },
  });
  return await fixture.run({
    scenario: 'late-parcel',
    personaA: await persona('maya-ortiz', 'birch'),
    personaB: await persona('sam-reed', 'cedar'),
    provider: 'openai',
    limits: { maxTurns: 8 },
  });
}

async function judged(run: Promise<Conversation>): Promise<Judged> {
  const conversation = await run;
  const kept = conversation.recordings.find(({ kind }) => kind === 'local')!.path;
  const recording = path.resolve(fixture.directory, kept);
  return { conversation, recording, speech: [0, 1].map((side) => speechOf(recording, side)) };
}

function speechOfTurn({ speech }: Judged, { side }: Turn): Speech[] {
  return speech[channelOf(side)]!;
}

/** Starts and ends of turns against the judge's, ms; positive: the turn is late. */
function edgeErrors(about: Judged): { starts: number[]; ends: number[] } {
  const { turns } = about.conversation;
  const found = turns.map((turn) => {
    const edges = edgesWithin(speechOfTurn(about, turn), ownSpan(turn, turns, REACH_MS));
    expect(edges, `turn ${turn.index} is audible`).toBeDefined();
    return [turn.startMs - edges!.startMs, turn.endMs - edges!.endMs] as const;
  });
  return { starts: found.map(([start]) => start), ends: found.map(([, end]) => end) };
}

/** The word that is nearest to each onset after a pause inside a turn, ms off it. */
function onsetErrors(about: Judged): number[] {
  return about.conversation.turns.flatMap((turn) => {
    const onsets = onsetsWithin(speechOfTurn(about, turn), [turn.startMs, turn.endMs], PAUSE_MS);
    return onsets.map((onset) =>
      turn.words
        .map(({ startMs }) => startMs - onset)
        .reduce((nearest, off) => (Math.abs(off) < Math.abs(nearest) ? off : nearest), Infinity),
    );
  });
}

interface Figures {
  count: number;
  bias: number;
  median: number;
  p95: number;
}

/** Signed errors in short: what is systematic, and how large they are. */
function figuresOf(errors: readonly number[]): Figures {
  const sizes = errors.map(Math.abs);
  return {
    count: errors.length,
    bias: quantile(errors, 0.5),
    median: quantile(sizes, 0.5),
    p95: quantile(sizes, 0.95),
  };
}

describe('times against the sound', () => {
  it('turns begin and end where they are heard', async ({ annotate }) => {
    const all = [...timed, untimed].map(edgeErrors);
    for (const edge of ['starts', 'ends'] as const) {
      const figures = figuresOf(all.flatMap((each) => each[edge]));
      await annotate(`${edge} of turns, ms: ${JSON.stringify(figures)}`);
      expect(figures.count).toBeGreaterThanOrEqual(15);
      expect(figures.median, edge).toBeLessThanOrEqual(30);
      expect(figures.p95, edge).toBeLessThanOrEqual(80);
      expect(Math.abs(figures.bias), edge).toBeLessThanOrEqual(20);
    }
  });

  it('words of voices that give times begin where they are heard', async ({ annotate }) => {
    const figures = figuresOf(timed.flatMap(onsetErrors));
    await annotate(`onsets, times of the voice, ms: ${JSON.stringify(figures)}`);
    expect(figures.count).toBeGreaterThanOrEqual(5);
    expect(figures.median).toBeLessThanOrEqual(50);
  });

  it('words of voices that give none are aligned to their sound', async ({ annotate }) => {
    const words = untimed.conversation.turns.flatMap((turn) => turn.words);
    const aligned = words.filter(({ origin }) => origin === 'aligned');
    expect(words.every(({ origin }) => origin !== 'provider')).toBe(true);
    expect(aligned.length).toBeGreaterThanOrEqual(words.length / 2);
    const figures = figuresOf(onsetErrors(untimed));
    await annotate(
      `onsets, ${aligned.length} of ${words.length} aligned: ${JSON.stringify(figures)}`,
    );
    expect(figures.count).toBeGreaterThanOrEqual(2);
    expect(figures.median).toBeLessThanOrEqual(50);
  });

  it('alignment by another voice finds what the voice itself said', async ({ annotate }) => {
    const errors: number[] = [];
    for (const { conversation, recording } of timed) {
      const found = await alignWords(conversation.turns.map(withoutTimes), {
        path: recording,
        languages: { a: 'en', b: 'en' },
        openAligner: () => Promise.resolve(soundAligner(baseUrl)),
        signal: new AbortController().signal,
        log,
      });
      found.forEach((turn, index) => {
        const truth = conversation.turns[index]!.words;
        expect(Math.abs(turn.words.length - truth.length)).toBeLessThanOrEqual(
          turn.interrupted ? 1 : 0,
        );
        turn.words.forEach(({ startMs, origin }, at) => {
          if (origin === 'aligned' && truth[at]) errors.push(startMs - truth[at].startMs);
        });
      });
    }
    const figures = figuresOf(errors);
    await annotate(`aligned against the voice, ms: ${JSON.stringify(figures)}`);
    expect(figures.count).toBeGreaterThanOrEqual(50);
    expect(figures.median).toBeLessThanOrEqual(30);
    expect(figures.p95).toBeLessThanOrEqual(150);
  });

  it('interrupted turns hold the words that are heard, and no others', () => {
    const cut = timed.flatMap(({ conversation }) =>
      conversation.turns.filter(({ interrupted }) => interrupted),
    );
    expect(cut.length).toBeGreaterThanOrEqual(1);
    for (const turn of cut) {
      expect(turn.words.map(({ text }) => text).join(' ')).toBe(turn.text);
      expect(turn.words.at(-1)!.endMs).toBeLessThanOrEqual(turn.endMs);
      expect(turn.endMs - turn.words.at(-1)!.endMs).toBeLessThan(600);
    }
  });

  it('segments are the speech of their turn, without its pauses', () => {
    for (const about of [...timed, untimed]) {
      for (const turn of about.conversation.turns) {
        expect(turn.segments[0]![0]).toBe(turn.startMs);
        expect(turn.segments.at(-1)![1]).toBe(turn.endMs);
        const heard = speechOfTurn(about, turn);
        for (const [from, to] of turn.segments) {
          expect(edgesWithin(heard, [from, to]), 'a segment holds speech').toBeDefined();
        }
        heard.slice(1).forEach(({ startMs }, index) => {
          const pause: [number, number] = [heard[index]!.endMs + 100, startMs - 100];
          if (pause[1] - pause[0] < 100 || pause[0] < turn.startMs || pause[1] > turn.endMs) return;
          const middle = (pause[0] + pause[1]) / 2;
          expect(turn.segments.some(([from, to]) => from < middle && middle < to)).toBe(false);
        });
      }
    }
  });
});

/** The turn as if its voice had told no times. */
function withoutTimes(turn: Turn): Turn {
  const words = turn.words.map((word) => ({
    ...word,
    startMs: turn.startMs,
    endMs: turn.endMs,
    origin: 'estimated' as const,
  }));
  return { ...turn, words };
}
