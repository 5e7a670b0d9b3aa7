/** An answer that isn't one of this API: a web page, another service. */
export class StrangeAnswer extends Error {
  readonly what: string;

  /** @param what should have come: "chat completion" */
  constructor(what: string) {
    super(`no ${what}`);
    this.name = 'StrangeAnswer';
    this.what = what;
  }
}
