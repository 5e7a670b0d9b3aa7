import type { ErrorData } from '../../../contract/errors.ts';
import type { Io, TextStream } from './io.ts';
import type { Screen } from './render/conversation.ts';
import { renderError } from './render/error.ts';
import { colourDepth, paletteFor } from './render/palette.ts';

/** Options that every command has. */
export interface GlobalOptions {
  json: boolean;
  color: boolean;
  quiet: boolean;
  verbose: boolean;
  dataDir?: string | undefined;
}

/** Results go to stdout, everything else to stderr. */
export class Output {
  readonly #io: Io;
  readonly options: GlobalOptions;

  constructor(io: Io, options: GlobalOptions) {
    this.#io = io;
    this.options = options;
  }

  /** The screen behind stdout, for results. */
  get resultScreen(): Screen {
    return this.#screen(this.#io.stdout);
  }

  /** The screen behind stderr, for progress. */
  get progressScreen(): Screen {
    return this.#screen(this.#io.stderr);
  }

  /** The result of the command: a JSON document, or text for a person. */
  result(json: unknown, text: (screen: Screen) => string): void {
    this.#io.stdout.write(
      this.options.json ? `${JSON.stringify(json, null, 2)}\n` : line(text(this.resultScreen)),
    );
  }

  /** A word beside the result; silent with --quiet. */
  note(text: string): void {
    if (!this.options.quiet) this.#io.stderr.write(line(text));
  }

  /**
   * An error: for a person on stderr, and with --json as a document on stdout too.
   * @param thrown what was thrown; its stack is shown with --verbose
   * @param document false where the result document tells of the error itself
   */
  error(data: ErrorData, thrown?: unknown, document = true): void {
    const details = this.options.verbose ? detailsOf(data, thrown) : undefined;
    this.#io.stderr.write(line(renderError(data, this.progressScreen.palette, details)));
    if (this.options.json && document) {
      this.#io.stdout.write(`${JSON.stringify({ error: data }, null, 2)}\n`);
    }
  }

  #screen(stream: TextStream): Screen {
    return {
      palette: paletteFor(colourDepth(stream, this.#io.env, this.options.color)),
      width: stream.isTTY === true ? (stream.columns ?? 80) : Infinity,
    };
  }
}

function line(text: string): string {
  return text === '' ? '' : `${text.replace(/\n+$/u, '')}\n`;
}

function detailsOf(data: ErrorData, thrown: unknown): string {
  const facts = data.details === undefined ? [] : [JSON.stringify(data.details, null, 2)];
  const stack = thrown instanceof Error && thrown.stack !== undefined ? [thrown.stack] : [];
  const cause = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause.stack : '';
  return [`code: ${data.code}`, ...facts, ...stack, ...(cause ? [`caused by ${cause}`] : [])].join('\n');
}
