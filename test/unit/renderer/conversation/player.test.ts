import path from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';

afterEach(() => vi.unstubAllGlobals());

/** An element that plays, as far as a paused player uses it: its time has whole microseconds, as Chromium's. */
class FakeAudio {
  readyState = 4;
  seeking = false;
  #us = 0;
  readonly #listeners = new Map<string, () => void>();

  get currentTime(): number {
    return this.#us / 1e6;
  }

  set currentTime(seconds: number) {
    this.#us = Math.floor(seconds * 1e6);
  }

  addEventListener(name: string, listener: () => void): void {
    this.#listeners.set(name, listener);
  }

  tell(name: string): void {
    this.#listeners.get(name)?.();
  }
}

interface TestedPlayer {
  clock: { ms: number };
  attach(audio: FakeAudio): unknown;
  seek(ms: number): void;
}

it('stays at the very place that it was sent to, when its element tells where it is', async () => {
  vi.stubGlobal('HTMLMediaElement', { HAVE_METADATA: 1 });
  // By its place: the types of this program know no audio element.
  const place = path.join(
    import.meta.dirname,
    '../../../../src/renderer/pages/conversation/player.ts',
  );
  const { Player } = (await import(place)) as { Player: new () => TestedPlayer };
  const [player, audio] = [new Player(), new FakeAudio()];
  player.attach(audio);
  for (const startMs of [266.3929296682279, 13_177.399999999998]) {
    player.seek(startMs);
    audio.tell('timeupdate');
    expect(player.clock.ms).toBe(startMs);
  }
  audio.currentTime = 14;
  audio.tell('timeupdate');
  expect(player.clock.ms).toBe(14_000);
});
