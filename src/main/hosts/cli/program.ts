import { Command, CommanderError } from 'commander';
import { jsonText } from '../../host-kit.ts';
import type { App } from './app.ts';
import { addConnections } from './commands/connections.ts';
import { addConversations } from './commands/conversations.ts';
import { addShelf } from './commands/documents.ts';
import { addDoctor } from './commands/doctor.ts';
import { addExport } from './commands/export.ts';
import { addImport } from './commands/import.ts';
import { addModels } from './commands/models.ts';
import { addRun } from './commands/run.ts';
import { addServe } from './commands/serve.ts';
import { personaShelf, scenarioShelf } from './commands/shelves.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { columnsOf, type Io } from './io.ts';
import { Output } from './output.ts';
import type { Ports } from './ports.ts';
import { colourDepth } from './render/palette.ts';

const HELP_TAIL = `
Examples:
  duologue serve
  duologue doctor
  duologue run --scenario late-parcel
  duologue show latest
  duologue search "tracking number" --json
  duologue export latest --out ./call
  duologue import ./call

Exit codes: 0 success, 1 failure, 2 wrong usage, 3 something was left out (conversations that the total
  budget had nothing left for; what there is nothing of to export), 130 interrupted.
Environment: DUOLOGUE_DATA_DIR (as --data-dir), DUOLOGUE_LOG (level of the log on stderr),
  NO_COLOR, LIVEKIT_SERVER (your own livekit-server), DUOLOGUE_CONNECTION (as --connection; remote is
  what LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET describe), DUOLOGUE_PROVIDER,
  OPENAI_API_KEY, OPENAI_BASE_URL, LLM_MODEL. A file .env.local in the working directory may hold them.
Unless option, environment or .env.local say otherwise, a run is a rehearsal on this computer and costs
  nothing: the provider and connection that are chosen in the studio hold there only.`;

/** The whole command line, ready to parse. */
export function buildProgram(app: App): Command {
  const program = new Command('duologue');
  // Inherited by the commands, so it comes before them.
  program
    .exitOverride()
    .configureOutput(outputs(app.io))
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('(add --help for the options and examples)');
  program
    .description('Two voice agents hold a real spoken conversation: recording, transcript, timing.')
    .version(app.ports.version, '-V, --version', 'print the version')
    .option('--json', 'print the result as one JSON document')
    .option('--data-dir <dir>', 'keep the library in this folder')
    .option(
      '--connection <name>',
      'which LiveKit: local (usual), remote, or one of `duologue connections`',
    )
    .option('-q, --quiet', 'no progress on stderr')
    .option('-v, --verbose', 'log to stderr, and show the details of errors')
    .option('--no-color', 'no colours')
    .addHelpText('after', HELP_TAIL);
  addServe(program, app);
  addRun(program, app);
  addConversations(program, app);
  addExport(program, app);
  addImport(program, app);
  addShelf(program, app, personaShelf(app.ports.documents));
  addShelf(program, app, scenarioShelf(app.ports.documents));
  addModels(program, app);
  addConnections(program, app);
  addDoctor(program, app);
  return program;
}

/** Runs one command line (without node and script). Resolves with the exit code; never rejects. */
export async function runCli(app: App, argv: readonly string[]): Promise<number> {
  try {
    await buildProgram(app).parseAsync([...argv], { from: 'user' });
    return app.exitCode;
  } catch (thrown) {
    if (thrown instanceof CommanderError) return usage(app, argv, thrown);
    emergencyOutput(app, argv).error({ code: 'internal', message: String(thrown) }, thrown);
    return EXIT.failure;
  }
}

export function newApp(ports: Ports, io: Io): App {
  return { ports, io, exitCode: EXIT.ok, open: undefined, answered: false, panicked: false };
}

/** Output for when the command line itself could not be read. */
export function emergencyOutput(app: App, argv: readonly string[]): Output {
  return new Output(app, {
    json: argv.includes('--json'),
    color: !argv.includes('--no-color'),
    quiet: false,
    verbose: argv.includes('--verbose') || argv.includes('-v'),
  });
}

/** commander has told the person already; a program that reads JSON is told here. */
function usage(app: App, argv: readonly string[], error: CommanderError): ExitCode {
  if (error.exitCode === 0) return EXIT.ok;
  if (argv.includes('--json')) {
    const message = error.message.replace(/^error: /u, '').replace(/\n[^]*$/u, '');
    const data = { code: 'invalid-input', message, remedy: 'See duologue --help.' };
    app.io.stdout.write(jsonText({ error: data }));
  }
  return EXIT.usage;
}

function outputs({ stdout, stderr, env }: Io) {
  return {
    writeOut: (text: string) => void stdout.write(text),
    writeErr: (text: string) => void stderr.write(text),
    getOutHelpWidth: () => (stdout.isTTY === true ? columnsOf(stdout) : 80),
    getErrHelpWidth: () => (stderr.isTTY === true ? columnsOf(stderr) : 80),
    getOutHasColors: () => colourDepth(stdout, env, true) > 1,
    getErrHasColors: () => colourDepth(stderr, env, true) > 1,
  };
}
