import type { PcmStream } from '../audio/pcm.ts';

/** Two mono streams as one of stereo; the shorter one ends in silence. */
export async function* interleave(left: PcmStream, right: PcmStream): AsyncGenerator<Int16Array> {
  const sides = [new Pulled(left), new Pulled(right)] as const;
  try {
    for (;;) {
      const [a, b] = await Promise.all(sides.map((side) => side.waiting()));
      const length = a && b ? Math.min(a, b) : Math.max(a ?? 0, b ?? 0);
      if (length === 0) return;
      yield stereo(sides[0].take(length), sides[1].take(length));
    }
  } finally {
    await Promise.all(sides.map((side) => side.close()));
  }
}

function stereo(left: Int16Array, right: Int16Array): Int16Array {
  const both = new Int16Array(left.length * 2);
  for (let at = 0; at < left.length; at += 1) {
    both[2 * at] = left[at] ?? 0;
    both[2 * at + 1] = right[at] ?? 0;
  }
  return both;
}

/** A stream from which any number of samples is taken. */
class Pulled {
  readonly #source: AsyncIterator<Int16Array>;
  #rest = new Int16Array();
  #ended = false;

  constructor(source: PcmStream) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** How many samples can be taken; 0: it has ended. */
  async waiting(): Promise<number> {
    while (this.#rest.length === 0 && !this.#ended) {
      const next = await this.#source.next();
      if (next.done === true) this.#ended = true;
      else this.#rest = new Int16Array(next.value);
    }
    return this.#rest.length;
  }

  /** Silence after the end. */
  take(length: number): Int16Array {
    const taken = new Int16Array(length);
    taken.set(this.#rest.subarray(0, length));
    this.#rest = this.#rest.subarray(length);
    return taken;
  }

  async close(): Promise<void> {
    if (!this.#ended) await this.#source.return?.();
  }
}
