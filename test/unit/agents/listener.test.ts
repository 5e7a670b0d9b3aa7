import { describe, expect, it } from 'vitest';
import { BargeInPlan } from '../../../src/agents/turn-taking/barge-in.ts';
import { BatchWording } from '../../../src/agents/turn-taking/batch-wording.ts';
import type { PeerFloor } from '../../../src/agents/turn-taking/endpointing.ts';
import { Listener, type Heard } from '../../../src/agents/turn-taking/listener.ts';
import { WINDOW_MS } from '../../../src/agents/turn-taking/voice-activity.ts';

/** A listener in a room of which the test is the other side. */
class Stage {
  nowMs = 0;
  floor: PeerFloor = 'released';
  speaking = false;
  completeness = 0;
  recognised: number[] = [];
  fail: Error | undefined;
  /** What every recognition waits for. */
  recogniser: Promise<void> = Promise.resolve();
  predictEnd: (pcm: Int16Array) => Promise<number> = async () => this.completeness;
  told: string[] = [];
  heard: Heard[] = [];
  readonly listener: Listener;

  constructor(likelihood = 0) {
    this.listener = new Listener(
      {
        wording: () => new BatchWording((pcm) => this.recognise(pcm)),
        predictEnd: (pcm) => this.predictEnd(pcm),
        floor: () => this.floor,
        selfSpeaking: () => this.speaking,
        now: () => this.nowMs,
        onStart: () => this.told.push('start'),
        onGuess: (text) => this.told.push(`guess ${text}`),
        onTurn: (text) => this.told.push(`turn ${text}`),
        onYield: () => {
          this.speaking = false;
          this.told.push('yield');
        },
        onHeard: (heard) => this.heard.push(heard),
        onError: (from, error) => this.told.push(`error ${from} ${(error as Error).message}`),
      },
      new BargeInPlan(likelihood, 1),
    );
  }

  private async recognise(pcm: Int16Array): Promise<string> {
    const index = this.recognised.push(pcm.length / 16);
    const { fail } = this;
    await this.recogniser;
    if (fail) throw fail;
    return `words ${index}`;
  }

  /** Sound that does not wait for what is made of it. */
  pour(ms: number, probability: number): void {
    for (let i = 0; i < ms / WINDOW_MS; i++) {
      this.nowMs += WINDOW_MS;
      this.listener.handleWindow(new Int16Array(512), probability);
    }
  }

  async sound(ms: number, probability: number): Promise<void> {
    for (let i = 0; i < ms / WINDOW_MS; i++) {
      this.pour(WINDOW_MS, probability);
      await this.listener.drain();
      await Promise.resolve();
    }
    await new Promise(setImmediate);
  }

  async voice(ms: number): Promise<void> {
    await this.sound(ms, 0.9);
  }

  async silence(ms: number): Promise<void> {
    await this.sound(ms, 0.01);
  }
}

describe('Listener', () => {
  it('tells start, turn and what was heard, with times', async () => {
    const stage = new Stage();
    await stage.silence(640);
    stage.floor = 'held';
    await stage.voice(960);
    stage.floor = 'released';
    await stage.silence(320);
    expect(stage.told).toContain('start');
    expect(stage.told.at(-1)).toBe('turn words 1');
    expect(stage.heard).toHaveLength(1);
    expect(stage.heard[0]?.startMs).toBeCloseTo(640, -1);
    expect(stage.heard[0]?.endMs).toBe(1600);
  });

  it('gives the recogniser the sound before the first voice as well', async () => {
    const stage = new Stage();
    await stage.silence(640);
    await stage.voice(640);
    await stage.silence(320);
    expect(stage.recognised[0]).toBeGreaterThanOrEqual(640 + 320 - WINDOW_MS);
  });

  it('does not end a turn at a pause while the other side holds the floor', async () => {
    const stage = new Stage();
    stage.floor = 'held';
    await stage.voice(640);
    await stage.silence(640);
    await stage.voice(640);
    expect(stage.told).toEqual(['start']);
    stage.floor = 'released';
    await stage.silence(320);
    expect(stage.told.filter((line) => line.startsWith('turn'))).toHaveLength(1);
  });

  it('recognises a long utterance piece by piece at its pauses', async () => {
    const stage = new Stage();
    stage.floor = 'held';
    await stage.voice(2048);
    await stage.silence(480);
    await stage.voice(2048);
    stage.floor = 'released';
    await stage.silence(320);
    expect(stage.told.at(-1)).toBe('turn words 1 words 2');
    expect(stage.recognised).toHaveLength(2);
  });

  it('takes a guess at a pause and uses it when the turn ends there', async () => {
    const stage = new Stage();
    stage.floor = 'unknown';
    await stage.voice(640);
    await stage.silence(256);
    expect(stage.told).toEqual(['start', 'guess words 1']);
    stage.completeness = 0.1;
    await stage.silence(1600);
    expect(stage.told.at(-1)).toBe('turn words 1');
    expect(stage.recognised).toHaveLength(1);
  });

  it('gives the end-of-turn model no more than it takes, and does without it when it fails', async () => {
    const stage = new Stage();
    const asked: number[] = [];
    stage.predictEnd = async (pcm) => {
      asked.push(pcm.length / 16);
      throw new Error('no model');
    };
    stage.floor = 'unknown';
    await stage.voice(3200);
    await stage.silence(1760);
    expect(asked).toEqual([1200]);
    expect(stage.told).toContain('error end-model no model');
    expect(stage.told.at(-1)).toBe('turn words 1');
  });

  it('drops a guess when the voice goes on', async () => {
    const stage = new Stage();
    stage.floor = 'unknown';
    await stage.voice(640);
    await stage.silence(256);
    await stage.voice(640);
    stage.completeness = 0.9;
    await stage.silence(640);
    expect(stage.told.filter((line) => line.startsWith('turn'))).toEqual(['turn words 2']);
  });

  it('yields to a barge-in and then listens to it', async () => {
    const stage = new Stage();
    stage.speaking = true;
    stage.floor = 'held';
    await stage.voice(256);
    expect(stage.told).toEqual(['yield', 'start']);
    stage.floor = 'released';
    await stage.silence(320);
    expect(stage.told.at(-1)).toBe('turn words 1');
  });

  it('does not yield to a short sound, but notes it', async () => {
    const stage = new Stage();
    stage.speaking = true;
    stage.floor = 'held';
    await stage.voice(128);
    await stage.silence(640);
    expect(stage.told).toEqual([]);
    expect(stage.heard.map(({ text }) => text)).toEqual(['words 1']);
  });

  it('barges in on a long turn, and only notes the rest of it', async () => {
    const stage = new Stage(1);
    stage.floor = 'held';
    await stage.voice(4096);
    expect(stage.told).toEqual(['start', 'turn words 1']);
    stage.speaking = true;
    await stage.voice(320);
    stage.floor = 'released';
    await stage.silence(320);
    expect(stage.told).toEqual(['start', 'turn words 1']);
    expect(stage.heard).toHaveLength(1);
  });

  it('treats the rest as a turn when the other side does not give way', async () => {
    const stage = new Stage(1);
    stage.floor = 'held';
    await stage.voice(4096);
    stage.speaking = true;
    await stage.voice(640);
    stage.speaking = false;
    await stage.voice(640);
    expect(stage.told.filter((line) => line === 'start')).toHaveLength(2);
  });

  it('reports a recogniser that fails and goes on listening', async () => {
    const stage = new Stage();
    stage.fail = new Error('no ear');
    await stage.voice(640);
    await stage.silence(320);
    expect(stage.told).toEqual(['start', 'error recogniser no ear', 'turn ']);
    stage.fail = undefined;
    await stage.voice(640);
    await stage.silence(320);
    expect(stage.told.at(-1)).toMatch(/^turn/);
  });

  it('handles a failure at once while the words before it are still waited for', async () => {
    const stage = new Stage();
    const slow = Promise.withResolvers<void>();
    stage.recogniser = slow.promise;
    stage.pour(640, 0.9);
    stage.pour(320, 0.01);
    stage.recogniser = Promise.resolve();
    stage.fail = new Error('no ear');
    stage.pour(640, 0.9);
    stage.pour(320, 0.01);
    await new Promise(setImmediate); // an unhandled rejection would show here, and fail the run
    expect(stage.told).toEqual(['start', 'start', 'error recogniser no ear']);
    slow.resolve();
    await stage.listener.drain();
    expect(stage.told.slice(3)).toEqual(['turn words 1', 'turn ']);
  });

  it('takes the floor in a barge-in although no word was understood', async () => {
    const stage = new Stage(1);
    stage.fail = new Error('no ear');
    stage.floor = 'held';
    await stage.voice(4096);
    expect(stage.told).toEqual(['start', 'error recogniser no ear', 'turn ']);
  });
});
