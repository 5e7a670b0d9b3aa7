import { StepError } from './step-error.mjs';

const REFRESH_MS = 200;
const REMINDER_MS = 15_000;

/** @param {number} ms */
export function formatTime(ms) {
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/**
 * Shows steps on stderr: on a terminal one live line each, elsewhere a line when a step begins, now
 * and then a reminder, and a line when it ends.
 */
export class Steps {
  #stream = process.stderr;

  /**
   * Runs `work` as a step. `work` gets a function that shows a short text beside the step.
   * @template T
   * @param {string} title
   * @param {(note: (text: string) => void) => Promise<T>} work
   * @returns {Promise<T>}
   */
  async run(title, work) {
    const started = performance.now();
    let note = '';
    const line = () =>
      `${title}${note ? ` · ${note}` : ''} · ${formatTime(performance.now() - started)}`;
    const stop = this.#show(title, line);
    try {
      const result = await work((text) => (note = text));
      stop(`✓ ${line()}`);
      return result;
    } catch (error) {
      stop(`✗ ${line()}`);
      throw error;
    }
  }

  /**
   * @param {string} title
   * @param {() => string} line
   * @returns {(last: string) => void}
   */
  #show(title, line) {
    const live = this.#stream.isTTY;
    if (!live) this.#stream.write(`… ${title}\n`);
    const draw = () =>
      this.#stream.write(live ? `\r\x1b[K… ${this.#fit(line())}` : `… ${line()}\n`);
    const timer = setInterval(draw, live ? REFRESH_MS : REMINDER_MS);
    return (last) => {
      clearInterval(timer);
      this.#stream.write(live ? `\r\x1b[K${last}\n` : `${last}\n`);
    };
  }

  /** @param {string} text */
  #fit(text) {
    return text.slice(0, Math.max(20, (this.#stream.columns ?? 80) - 3));
  }
}

/**
 * Runs a script's main function. A StepError is shown as what it is, and the process exits with 1.
 * @param {() => Promise<number>} main resolves with the exit code
 */
export async function runMain(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    for (const line of error.tail) process.stderr.write(`  | ${line}\n`);
    process.stderr.write(`${error.message}\n→ ${error.remedy}\n`);
    process.exitCode = 1;
  }
}
