import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** So many links may wait to be opened; the oldest goes first. */
const MAX_WAITING = 8;

/**
 * Who may use the web host: whoever opened a link of ours, each of which works once. Kept in memory, so
 * everything given out ends with the process.
 */
export class Access {
  /** Hashes: equal in length, so that they can be compared in constant time. */
  #waiting: Buffer[] = [];
  readonly #session = randomBytes(32).toString('base64url');

  /** A token for one link. */
  mint(): string {
    const token = randomBytes(32).toString('base64url');
    this.#waiting = [...this.#waiting, digest(token)].slice(-MAX_WAITING);
    return token;
  }

  /** The session (a cookie's value) for a token, which is used up by that; undefined for any other. */
  redeem(token: string): string | undefined {
    const given = digest(token);
    const rest = this.#waiting.filter((waiting) => !timingSafeEqual(waiting, given));
    if (rest.length === this.#waiting.length) return undefined;
    this.#waiting = rest;
    return this.#session;
  }

  knows(session: string | undefined): boolean {
    return session !== undefined && timingSafeEqual(digest(session), digest(this.#session));
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
