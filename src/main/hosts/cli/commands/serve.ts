import type { Command } from 'commander';
import type { App } from '../app.ts';
import { wholeNumber } from '../arguments.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { GlobalOptions } from '../output.ts';
import type { Served } from '../ports.ts';
import { close, perform, type Session } from '../session.ts';

interface ServeCommandOptions extends GlobalOptions {
  port?: number;
  /** False with --no-open. */
  open: boolean;
}

const NOTES = `
The studio is for this machine only: it listens on 127.0.0.1 and opens with a link that works once.
Press Enter for a new link. Ctrl-C ends conversations that run in order: what was spoken is kept.`;

/** `duologue serve`: the studio in the browser. */
export function addServe(program: Command, app: App): void {
  program
    .command('serve')
    .description('open the studio in the browser')
    .option('--port <n>', 'listen on this port; 0 takes any free one', wholeNumber(0, 65_535))
    .option('--no-open', 'print the link, do not open the browser')
    .addHelpText('after', NOTES)
    .action((_options: object, command: Command) => {
      const options = command.optsWithGlobals<ServeCommandOptions>();
      return perform(app, options, {
        endsInOrder: true,
        hostKind: 'web',
        run: (session) => serve(session, options),
      });
    });
}

async function serve(session: Session, options: ServeCommandOptions): Promise<ExitCode> {
  const { app, output } = session;
  const served = await app.ports.serve({ port: options.port });
  try {
    const { port } = served;
    const url = served.newLink();
    output.result({ url, port }, () => `Duologue: ${url}`);
    output.note('The link works once. Enter prints a new one, Ctrl-C ends Duologue.');
    if (options.open && app.ports.canShow(app.io.env)) await show(session, served);
    await untilInterrupted(session, served);
    // The engine first: pages see how the conversations end.
    return (await close(app, output)) ? EXIT.ok : EXIT.failure;
  } finally {
    await served.close();
  }
}

/** The browser gets a link of its own, so that the printed one stays good for another. */
async function show({ output }: Session, served: Served): Promise<void> {
  if (!(await served.show(served.newLink()))) {
    output.note('No browser could be opened: open the link yourself.');
  }
}

async function untilInterrupted({ app, signal }: Session, served: Served): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const unlisten = app.io.onEnter(() => app.io.stdout.write(`Duologue: ${served.newLink()}\n`));
  signal.addEventListener('abort', () => resolve(), { once: true });
  if (signal.aborted) resolve();
  await promise;
  unlisten();
}
