/** Lets one through at a time, in the order of asking. */
export class Turnstile {
  #last: Promise<void> = Promise.resolve();

  /** Resolves when it is one's turn, with the function that lets the next one through. */
  async enter(): Promise<() => void> {
    const before = this.#last;
    const passed = Promise.withResolvers<void>();
    this.#last = before.then(() => passed.promise);
    await before;
    return passed.resolve;
  }
}
