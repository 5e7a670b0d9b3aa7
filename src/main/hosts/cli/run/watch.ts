import type { App } from '../app.ts';
import { LiveLine } from '../live-line.ts';
import { LiveView, type Heading } from '../live-view.ts';
import type { Output } from '../output.ts';
import type { CliStudio } from '../studio.ts';

const TICK_MS = 100;

/** A view on running conversations; `close` ends it. */
export interface Watch {
  started(id: string, index: number): void;
  close(): Promise<void>;
}

const BLIND: Watch = { started: () => undefined, close: () => Promise.resolve() };

/** Shows on stderr what happens, until it is closed. */
export function watch(app: App, output: Output, studio: CliStudio, total: number): Watch {
  const { quiet, verbose } = output.options;
  if (quiet) return BLIND;
  const screen = output.progressScreen;
  const { stderr, env } = app.io;
  // Log lines of --verbose would tear a line that is being rewritten.
  const moving = stderr.isTTY === true && !verbose && env['TERM'] !== 'dumb' && !env['CI'];
  const line = new LiveLine(stderr, moving, screen.palette.dim);
  output.attach(line);
  const view = new LiveView({ line, screen, total, moving, now: app.io.now });
  const unsubscribe = studio.subscribe((event) => view.handle(event));
  const timer = moving ? setInterval(() => view.tick(), TICK_MS) : undefined;
  const beginnings: Promise<void>[] = [];
  return {
    started: (id, index) => {
      beginnings.push(heading(studio, id).then((found) => view.follow(index, id, found)));
    },
    close: async () => {
      await Promise.all(beginnings);
      clearInterval(timer);
      unsubscribe();
      view.close();
      output.attach(undefined);
    },
  };
}

/** A title is good to have, never a reason to fail. */
async function heading(studio: CliStudio, id: string): Promise<Heading> {
  try {
    const { title, config } = await studio.getConversation(id);
    return { title, names: { a: config.personas.a.name, b: config.personas.b.name } };
  } catch {
    return { title: id, names: { a: 'a', b: 'b' } };
  }
}
