import { beforeEach, describe, expect, it } from 'vitest';
import { Sounding, type SoundTurn } from '../../../../../src/agents/side/external/sounding.ts';
import type { PeerFloor } from '../../../../../src/agents/turn-taking/endpointing.ts';

const WINDOW_MS = 32;

describe('Sounding', () => {
  let nowMs: number;
  let floor: PeerFloor;
  let otherSpeaks: boolean;
  let started: SoundTurn[];
  let ended: SoundTurn[];
  let sounding: Sounding;

  beforeEach(() => {
    nowMs = 1000;
    floor = 'unknown';
    otherSpeaks = false;
    started = [];
    ended = [];
    sounding = new Sounding({
      now: () => nowMs,
      floor: () => floor,
      otherSpeaks: () => otherSpeaks,
      keepSound: true,
      onStart: (turn) => started.push(turn),
      onEnd: (turn) => ended.push(turn),
    });
  });

  function hear(probability: number, ms: number): void {
    for (let at = 0; at < ms; at += WINDOW_MS) {
      nowMs += WINDOW_MS;
      sounding.handleWindow(new Int16Array(512), probability);
    }
  }

  it('has the times of the sound, however late the end is known', () => {
    hear(0, 320);
    hear(1, 640);
    hear(0, 1216);
    expect(started).toHaveLength(1);
    expect(ended).toEqual([expect.objectContaining({ startMs: 1320, endMs: 1960 })]);
  });

  it('hears no turn in a click', () => {
    hear(1, 32);
    hear(0, 2000);
    expect(started).toEqual([]);
  });

  it('is through a pause with an agent that says it still speaks', () => {
    floor = 'held';
    hear(1, 320);
    hear(0, 3000);
    hear(1, 320);
    expect(ended).toEqual([]);
    floor = 'released';
    hear(0, 192);
    expect(ended).toHaveLength(1);
  });

  it('sees sooner that an agent gave way when the other one speaks', () => {
    otherSpeaks = true;
    hear(1, 320);
    hear(0, 512);
    expect(ended).toHaveLength(1);
  });

  it('ends a turn that is under way when nothing more will be heard', () => {
    hear(1, 320);
    sounding.end();
    sounding.end();
    expect(ended).toHaveLength(1);
    expect(sounding.open).toBeUndefined();
  });

  it('begins anew after a track that broke off in the middle of a word', () => {
    hear(1, 320);
    sounding.end();
    nowMs += 5000;
    hear(1, 96);
    expect(started).toHaveLength(2);
    expect(started[1]?.startMs).toBeGreaterThan(6000);
  });
});
