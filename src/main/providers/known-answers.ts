import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Answered, Differences, StageTest } from './stage-question.ts';
import { questionId } from './stage-questions.ts';

/** An answer speaks for the server for so long, ms. */
export const GOOD_MS = 10 * 60_000;
const MOST = 500;

/**
 * What servers answered in this session. Successes hold for GOOD_MS and are shared by runs that ask at the
 * same time; in what a server differs is kept until the session ends.
 */
export class KnownAnswers {
  readonly #ask: (test: StageTest) => Promise<Answered>;
  readonly #answers: LRUCache<string, Promise<Answered>>;
  readonly #differences = new LRUCache<string, Differences>({ max: MOST });

  /** @param monotonicMs in milliseconds, for tests */
  constructor(ask: (test: StageTest) => Promise<Answered>, monotonicMs?: () => number) {
    this.#ask = ask;
    const clock = monotonicMs ? { perf: { now: monotonicMs } } : {};
    this.#answers = new LRUCache({ max: MOST, ttl: GOOD_MS, ttlResolution: 0, ...clock });
  }

  /** Asks, unless there is an answer that still holds. A failure is forgotten at once. */
  async ask(test: StageTest): Promise<Answered> {
    const key = withKey(test);
    const known = this.#answers.get(key);
    if (known) return await known;
    const asked = this.#ask(test);
    this.#answers.set(key, asked);
    try {
      const answered = await asked;
      this.note(test, answered.differences);
      return answered;
    } catch (thrown) {
      this.#answers.delete(key);
      throw thrown;
    }
  }

  /** What a test found out on its own. */
  note(test: StageTest, differences: Differences): void {
    this.#differences.set(serverId(test), { ...this.differencesOf(test), ...differences });
  }

  differencesOf(test: StageTest): Differences {
    return this.#differences.get(serverId(test)) ?? {};
  }
}

/** Whom a difference is known of, whichever voice or option it was asked with. */
function serverId({ stage, baseUrl = '', model }: StageTest): string {
  return JSON.stringify([stage, baseUrl, model]);
}

/** An answer to one key says nothing about another one. */
function withKey(test: StageTest): string {
  const key = createHash('sha256')
    .update(test.apiKey ?? '')
    .digest('base64');
  return `${questionId(test)} ${key}`;
}
