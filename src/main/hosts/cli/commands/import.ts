import type { Command } from 'commander';
import type { App } from '../app.ts';
import { importAndReport } from '../import/perform.ts';
import type { GlobalOptions } from '../output.ts';
import { perform } from '../session.ts';

const CANCELLING = 'Cancelling: what was taken in stays. Ctrl-C again ends at once.';

const NOTES = `
A path is a conversation.json that Duologue exported, or a folder with many of them: an export of any layout that
has JSON in it. The audio that a document names is taken from beside it, and must be the very file that was
exported. One that is in the library already is left as it is.

Examples:
  duologue import ./calls
  duologue import ./calls/2026-11-23-late-parcel-1a2b3c4d/conversation.json
  duologue import ./dataset ./more --json
  duologue import ./calls --copy`;

interface ImportOptions extends GlobalOptions {
  copy?: boolean;
}

/** `duologue import`: conversations from what an export wrote. */
export function addImport(program: Command, app: App): void {
  program
    .command('import')
    .argument('<path...>', 'JSON documents, or folders that were exported')
    .description('take exported conversations into the library')
    .option('--copy', 'take one that is there already in as a copy')
    .addHelpText('after', NOTES)
    .action((paths: string[], _options: object, command: Command) => {
      const options = command.optsWithGlobals<ImportOptions>();
      const known = options.copy === true ? 'copy' : 'skip';
      return perform(app, options, {
        run: (session) => importAndReport(session, paths, known),
        ...{ endsInOrder: true, stopping: CANCELLING },
      });
    });
}
