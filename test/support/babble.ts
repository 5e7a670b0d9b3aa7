import { uniformInt } from 'pure-rand/distribution/uniformInt';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

/** Sentences that nobody said, of words that follow one another as they do in given texts. */
export class Babble {
  readonly #random: RandomGenerator;
  readonly #starts: string[] = [];
  readonly #next = new Map<string, string[]>();

  constructor(texts: readonly string[], random: RandomGenerator) {
    this.#random = random;
    for (const text of texts) this.#learn(text.split(/\s+/).filter(Boolean));
  }

  /** So many words, more or less; with a reference number now and then. */
  say(words: number): string {
    const said = [this.#one(this.#starts)];
    while (said.length < words) {
      const after = this.#next.get(said.at(-1) ?? '');
      said.push(after ? this.#one(after) : this.#one(this.#starts));
    }
    if (this.below(8) === 0) said.push(`reference ${10_000 + this.below(90_000)}.`);
    return said.join(' ');
  }

  /** A whole number from 0 to below `limit`. */
  below(limit: number): number {
    return uniformInt(this.#random, 0, limit - 1);
  }

  #one(words: readonly string[]): string {
    return words[this.below(words.length)] ?? 'Hello.';
  }

  #learn(words: readonly string[]): void {
    if (words[0] !== undefined) this.#starts.push(words[0]);
    words.forEach((word, at) => {
      const following = words[at + 1];
      if (following === undefined) return;
      const known = this.#next.get(word);
      if (known) known.push(following);
      else this.#next.set(word, [following]);
    });
  }
}
