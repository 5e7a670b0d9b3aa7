import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { learned } from './learned.ts';
import type { Answered, Differences, StageTest } from './stage-question.ts';
import { questionId } from './stage-questions.ts';
import { unlessAborted } from '../unless-aborted.ts';

/** An answer speaks for the server for so long, ms. */
export const GOOD_MS = 10 * 60_000;
const MOST = 500;

interface Asked {
  answer: Promise<Answered>;
  /** How many wait for it. */
  waiting: number;
  /** Calls the request off when nobody waits any more. */
  halt: AbortController;
}

/**
 * What servers answered in this session. Successes hold for GOOD_MS and are shared by runs that ask at the
 * same time; in what a server differs is kept until the session ends, or it is seen to have changed.
 */
export class KnownAnswers {
  readonly #ask: (test: StageTest) => Promise<Answered>;
  readonly #answers: LRUCache<string, Asked>;
  readonly #differences = new LRUCache<string, Differences>({ max: MOST });

  /** @param monotonicMs in milliseconds, for tests */
  constructor(ask: (test: StageTest) => Promise<Answered>, monotonicMs?: () => number) {
    this.#ask = ask;
    const clock = monotonicMs ? { perf: { now: monotonicMs } } : {};
    this.#answers = new LRUCache({ max: MOST, ttl: GOOD_MS, ttlResolution: 0, ...clock });
  }

  /**
   * Asks, unless there is an answer that still holds. A failure is forgotten at once. Rejects with the reason
   * of the test's signal when that is aborted; the request goes on as long as another run waits for it.
   */
  async ask(test: StageTest): Promise<Answered> {
    const key = withKey(test);
    const asked = this.#answers.get(key) ?? this.#begin(key, test);
    asked.waiting += 1;
    try {
      return await unlessAborted(asked.answer, test.signal);
    } finally {
      asked.waiting -= 1;
      if (asked.waiting === 0 && test.signal?.aborted) this.#callOff(key, asked);
    }
  }

  /** What a test found out on its own. */
  note(test: StageTest, differences: Differences): void {
    const before = this.differencesOf(test);
    this.#differences.set(serverId(test), learned(before, test, differences));
  }

  differencesOf(test: Pick<StageTest, 'stage' | 'baseUrl' | 'model'>): Differences {
    return this.#differences.get(serverId(test)) ?? {};
  }

  #begin(key: string, test: StageTest): Asked {
    const halt = new AbortController();
    const answer = this.#ask({ ...test, signal: halt.signal });
    const asked: Asked = { answer, waiting: 0, halt };
    this.#answers.set(key, asked);
    answer.then(
      ({ differences }) => this.note(test, differences),
      () => this.#forget(key, asked),
    );
    return asked;
  }

  /** Of an answer that has come this changes nothing but that it is asked for anew. */
  #callOff(key: string, asked: Asked): void {
    this.#forget(key, asked);
    asked.halt.abort();
  }

  #forget(key: string, asked: Asked): void {
    if (this.#answers.get(key) === asked) this.#answers.delete(key);
  }
}

/** Whom a difference is known of, whichever voice or option it was asked with. */
function serverId({ stage, baseUrl = '', model }: Pick<StageTest, 'stage' | 'baseUrl' | 'model'>) {
  return JSON.stringify([stage, baseUrl, model]);
}

/** An answer to one key says nothing about another one. */
function withKey(test: StageTest): string {
  const key = createHash('sha256')
    .update(test.apiKey ?? '')
    .digest('base64');
  return `${questionId(test)} ${key}`;
}
