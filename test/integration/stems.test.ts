import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Conversation, Recording, Turn } from '../../src/contract/conversation.ts';
import { otherSide } from '../../src/contract/side.ts';
import { audibleSpan, levelDb, readWav, stretch, type Sound } from '../support/sound.ts';
import { channelOf, fixtureRequest, ownSpan, StudioFixture } from '../support/studio-fixture.ts';
import { drift, lagsOf, leakDb, unbroken, type WindowLag } from '../support/time-lag.ts';

const PER_MS = 48;
/** As far as the jitter buffer of a busy machine was seen to move a word. */
const SEARCH_MS = 400;
/** What fits less well holds a jump of the jitter buffer. */
const CLEAR = 0.8;

interface Run {
  fixture: StudioFixture;
  conversation: Conversation;
  recorded: Sound;
  stems: Sound;
  kept: Recording;
}

async function runOf(request: Parameters<StudioFixture['run']>[0]): Promise<Run> {
  const fixture = await StudioFixture.open();
  const conversation = await fixture.run(request);
  const kept = conversation.recordings.find(({ kind }) => kind === 'stems')!;
  const stems = readWav(path.resolve(fixture.directory, kept.path));
  return { fixture, conversation, recorded: fixture.sound(conversation), stems, kept };
}

/** Clear windows of a turn: stems against recording. */
function lagsIn({ conversation, recorded, stems }: Run, turn: Turn): WindowLag[] {
  const span = ownSpan(turn, conversation.turns, 300);
  const lags = lagsOf([stems, recorded], channelOf(turn.side), span, SEARCH_MS);
  return lags.filter(({ coefficient }) => coefficient >= CLEAR);
}

describe('the stems of a conversation', () => {
  let run: Run;
  let lags: WindowLag[][];

  beforeAll(async () => {
    run = await runOf({ scenario: 'late-parcel', seed: 7 });
    lags = run.conversation.turns.map((turn) => lagsIn(run, turn));
  }, 240_000);
  afterAll(() => run.fixture.close());

  it('are a recording of its own, exactly as long as the other', () => {
    const { conversation, recorded, stems, kept, fixture } = run;
    const local = conversation.recordings.find(({ kind }) => kind === 'local')!;
    expect(conversation.recordings.map(({ kind }) => kind)).toEqual(['local', 'stems']);
    expect(stems.sampleRate).toBe(48_000);
    expect(stems.channels.map(({ length }) => length)).toEqual(
      recorded.channels.map(({ length }) => length),
    );
    const file = readFileSync(path.resolve(fixture.directory, kept.path));
    expect(kept).toEqual({
      ...local,
      kind: 'stems',
      path: kept.path,
      bytes: file.length,
      sha256: createHash('sha256').update(file).digest('hex'),
      holes: [],
    });
  });

  it('leave nothing else behind', () => {
    const folder = path.dirname(path.resolve(run.fixture.directory, run.kept.path));
    const rest = readdirSync(folder).filter((name) => !name.startsWith('peaks'));
    expect(rest.toSorted()).toEqual(['conversation.wav', 'stems.wav']);
  });

  it('lie in the recording with one lag, to the tenth of a millisecond', () => {
    for (const [index, found] of lags.entries()) {
      const exact = found.filter(({ lag }) => Math.abs(lag) <= 0.1 * PER_MS);
      expect(exact.length, `exact windows in turn ${index}`).toBeGreaterThanOrEqual(2);
    }
  });

  it('run as the recording runs: no drift, no lost and no repeated sample', () => {
    // Jumps are the jitter buffer's, which stretches pauses and vowels; between them all is one piece.
    const runs = lags.flatMap((found) => unbroken(found, 0.25 * PER_MS));
    expect(Math.abs(drift(runs))).toBeLessThan(1 * PER_MS);
    const windows = runs.reduce((sum, { length }) => sum + length, 0);
    expect(windows / runs.length).toBeGreaterThan(3);
  });

  it('cannot be found in the channel of the other side', () => {
    const { conversation, recorded, stems } = run;
    let judged = 0;
    for (const turn of conversation.turns) {
      const other = otherSide(turn.side);
      const from = turn.startMs + 200;
      const to = Math.min(turn.endMs - 200, from + 1000);
      const alone = conversation.turns.every(
        ({ side, startMs, endMs }) => side !== other || endMs < from - 200 || startMs > to + 200,
      );
      if (!alone || to - from < 300) continue;
      judged += 1;
      const silent = stretch(recorded, channelOf(other), from, to);
      expect(levelDb(silent), `level beside turn ${turn.index}`).toBeLessThan(-60);
      const stem = stretch(stems, channelOf(turn.side), from, to);
      const channel = recorded.channels[channelOf(other)]!;
      const leak = leakDb(stem, channel, Math.round(from * PER_MS), 30 * PER_MS);
      expect(leak, `turn ${turn.index} in the other channel`).toBeLessThan(-60);
    }
    expect(judged).toBeGreaterThan(conversation.turns.length / 2);
  });

  it('tell where words were heard', () => {
    const { conversation, recorded } = run;
    for (const turn of conversation.turns) {
      const { side, words, startMs, endMs, index } = turn;
      expect(words.every((word) => word.startMs >= startMs && word.endMs <= endMs)).toBe(true);
      const span = ownSpan(turn, conversation.turns, 150);
      const heard = audibleSpan(recorded, channelOf(side), ...span)?.startMs ?? NaN;
      expect(Math.abs(words[0]!.startMs - heard), `first word of turn ${index}`).toBeLessThan(60);
    }
  });
});

describe('the stem of a turn that was cut', () => {
  let run: Run;
  beforeAll(async () => {
    run = await runOf(fixtureRequest('barge-in'));
  }, 240_000);
  afterAll(() => run.fixture.close());

  it('ends with what was heard of it', () => {
    const { conversation, recorded, stems } = run;
    const cut = conversation.turns.filter(
      ({ interrupted, startMs, endMs }) => interrupted && endMs - startMs > 800,
    );
    expect(cut.length).toBeGreaterThan(0);
    for (const turn of cut) {
      const channel = channelOf(turn.side);
      const span = ownSpan(turn, conversation.turns, 400);
      const spoken = audibleSpan(stems, channel, ...span)!;
      const tail: [number, number] = [spoken.endMs - 200, spoken.endMs];
      const [last] = lagsOf([stems, recorded], channel, tail, 300);
      if (!last || last.coefficient < CLEAR) continue;
      const heardEndMs = audibleSpan(recorded, channel, ...span)!.endMs;
      const endMs = spoken.endMs + last.lag / PER_MS;
      expect(Math.abs(endMs - heardEndMs), `end of turn ${turn.index}`).toBeLessThan(60);
      expect(Math.abs(turn.endMs - heardEndMs), `told end of turn ${turn.index}`).toBeLessThan(100);
    }
  });
});
