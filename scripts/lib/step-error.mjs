/** A step that failed: what happened, what to do (one sentence), and the last lines of its output. */
export class StepError extends Error {
  /**
   * @param {string} message
   * @param {string} remedy
   * @param {string[]} [tail]
   */
  constructor(message, remedy, tail = []) {
    super(message);
    this.name = 'StepError';
    this.remedy = remedy;
    this.tail = tail;
  }
}
