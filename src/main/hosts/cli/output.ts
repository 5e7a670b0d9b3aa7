import type { ErrorData } from '../../../contract/errors.ts';
import { jsonText } from '../../host-kit.ts';
import type { App } from './app.ts';
import type { LiveLine } from './live-line.ts';
import { columnsOf, type Io, type TextStream } from './io.ts';
import type { Screen } from './render/screen.ts';
import { renderError } from './render/error.ts';
import { colourDepth, paletteFor } from './render/palette.ts';

/** Options that every command has. */
export interface GlobalOptions {
  json?: boolean;
  color: boolean;
  quiet?: boolean;
  verbose?: boolean;
  dataDir?: string;
  connection?: string;
}

/** Results go to stdout, everything else to stderr. */
export class Output {
  readonly #app: App;
  readonly #io: Io;
  readonly options: GlobalOptions;
  #live: LiveLine | undefined;

  constructor(app: App, options: GlobalOptions) {
    this.#app = app;
    this.#io = app.io;
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

  /** Whether a person reads the result where errors are read too: then nothing need be said twice. */
  get resultIsSeen(): boolean {
    const { stdout, stderr } = this.#io;
    return this.options.json !== true && stdout.isTTY === true && stderr.isTTY === true;
  }

  /** The result of the command: a JSON document, or text for a person. */
  result(json: unknown, text: (screen: Screen) => string): void {
    if (this.options.json) this.#document(json);
    else this.#io.stdout.write(line(text(this.resultScreen)));
  }

  /** While a moving line is shown, whatever goes to stderr is printed above it. */
  attach(live: LiveLine | undefined): void {
    this.#live = live;
  }

  /** A word beside the result; silent with --quiet. */
  note(text: string): void {
    if (!this.options.quiet) this.#tell(text);
  }

  /**
   * An error: for a person on stderr, and with --json as a document on stdout too.
   * @param thrown what was thrown; its stack is shown with --verbose
   * @param document false where the result document tells of the error itself
   */
  error(data: ErrorData, thrown?: unknown, document = true): void {
    const details = this.options.verbose ? detailsOf(data, thrown) : undefined;
    this.#tell(renderError(data, this.progressScreen.palette, details));
    if (this.options.json && document) this.#document({ error: data });
  }

  /** Whoever reads JSON gets exactly one document, whatever goes wrong after it. */
  #document(json: unknown): void {
    if (this.#app.answered) return;
    this.#app.answered = true;
    this.#io.stdout.write(jsonText(json));
  }

  #tell(text: string): void {
    if (this.#live === undefined) this.#io.stderr.write(line(text));
    else this.#live.print(text);
  }

  #screen(stream: TextStream): Screen {
    return {
      palette: paletteFor(colourDepth(stream, this.#io.env, this.options.color)),
      width: stream.isTTY === true ? columnsOf(stream) : Infinity,
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
  return [`code: ${data.code}`, ...facts, ...stack, ...(cause ? [`caused by ${cause}`] : [])].join(
    '\n',
  );
}
