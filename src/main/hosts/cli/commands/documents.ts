import type { Command } from 'commander';
import type { App } from '../app.ts';
import { writeNew } from '../../../host-kit.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { GlobalOptions } from '../output.ts';
import { inert } from '../render/inert.ts';
import { renderRows, renderText, type Row } from '../render/documents.ts';
import { perform, type Session } from '../session.ts';
import { deleteAll } from './delete-all.ts';
import { refuseExisting } from './existing.ts';

/** What personas and scenarios have in common, so that one set of commands serves both. */
export interface Shelf<T extends { id: string }> {
  /** Name of the command: `personas`. */
  plural: string;
  singular: string;
  example: string;
  list(session: Session): Promise<T[]>;
  get(session: Session, id: string): Promise<T>;
  save(session: Session, document: T): Promise<T>;
  remove(session: Session, id: string): Promise<void>;
  read(path: string): Promise<T>;
  format(document: T): string;
  row(document: T): Row;
}

/** `personas` and `scenarios`: list, show, import, export, delete. */
export function addShelf<T extends { id: string }>(
  program: Command,
  app: App,
  shelf: Shelf<T>,
): void {
  const { plural, singular, example } = shelf;
  const group = program.command(plural).description(`list, show, import, export, delete ${plural}`);
  group
    .command('list')
    .description(`list the ${plural}`)
    .action(act(app, (session) => list(session, shelf)));
  group
    .command('show')
    .argument('<id>', `id of a ${singular}`)
    .description(`show one ${singular}`)
    .action((id: string, _options: object, command: Command) =>
      act(app, (session) => show(session, shelf, id))(_options, command),
    );
  addImport(group, app, shelf);
  addExport(group, app, shelf);
  group
    .command('delete')
    .argument('<id...>', `ids of ${plural}`)
    .description(`delete ${plural}; conversations that used them keep their copy`)
    .action((ids: string[], _options: object, command: Command) =>
      act(app, (session) => deleteAll(session, ids, (id) => shelf.remove(session, id)))(
        _options,
        command,
      ),
    );
  group.addHelpText(
    'after',
    `\nExamples:\n  duologue ${plural} export ${example} --out my-${example}.yaml\n  duologue ${plural} import my-${example}.yaml`,
  );
}

function act(app: App, run: (session: Session) => Promise<ExitCode>) {
  return (_options: object, command: Command) =>
    perform(app, command.optsWithGlobals<GlobalOptions>(), { run });
}

async function list<T extends { id: string }>(session: Session, shelf: Shelf<T>) {
  const documents = await shelf.list(session);
  session.output.result(documents, (screen) => renderRows(documents.map(shelf.row), screen));
  if (documents.length === 0) session.output.note(`There are no ${shelf.plural} yet.`);
  return EXIT.ok;
}

async function show<T extends { id: string }>(session: Session, shelf: Shelf<T>, id: string) {
  const document = await shelf.get(session, id);
  session.output.result(document, (screen) => renderText(shelf.format(document), screen));
  return EXIT.ok;
}

interface ImportOptions extends GlobalOptions {
  force?: boolean;
}

function addImport<T extends { id: string }>(group: Command, app: App, shelf: Shelf<T>): void {
  group
    .command('import')
    .argument('<file...>', 'YAML or JSON files')
    .option('--force', `replace ${shelf.plural} that are there already`)
    .description(`add ${shelf.plural} from files; all of them or none`)
    .action((files: string[], _options: object, command: Command) => {
      const options = command.optsWithGlobals<ImportOptions>();
      let documents: T[] = [];
      return perform(app, options, {
        prepare: async (_output, path) => {
          documents = await Promise.all(files.map((file) => shelf.read(path(file))));
        },
        run: (session) => importAll(session, shelf, documents, options.force === true),
      });
    });
}

async function importAll<T extends { id: string }>(
  session: Session,
  shelf: Shelf<T>,
  documents: readonly T[],
  force: boolean,
): Promise<ExitCode> {
  const known = await shelf.list(session);
  refuseExisting(shelf.singular, documents, force ? [] : known);
  const saved: T[] = [];
  for (const document of documents) saved.push(await shelf.save(session, document));
  session.output.result(saved, () => saved.map(({ id }) => `imported ${inert(id)}`).join('\n'));
  return EXIT.ok;
}

interface ExportOptions extends ImportOptions {
  out?: string;
}

function addExport<T extends { id: string }>(group: Command, app: App, shelf: Shelf<T>): void {
  group
    .command('export')
    .argument('<id>', `id of a ${shelf.singular}`)
    .option('--out <file>', 'write to this file instead of stdout')
    .option('--force', 'replace the file where there is one')
    .description(`write one ${shelf.singular} as YAML (with --json and no --out: as JSON)`)
    .action((id: string, _options: object, command: Command) => {
      const options = command.optsWithGlobals<ExportOptions>();
      return perform(app, options, { run: (session) => exportOne(session, shelf, id, options) });
    });
}

async function exportOne<T extends { id: string }>(
  session: Session,
  shelf: Shelf<T>,
  id: string,
  options: ExportOptions,
): Promise<ExitCode> {
  const document = await shelf.get(session, id);
  const text = shelf.format(document);
  if (options.out === undefined) {
    // For a file, not for the eye: exactly the text that `import` reads.
    session.output.result(document, () => text);
    return EXIT.ok;
  }
  const path = session.path(options.out);
  await writeNew(path, text, options.force === true);
  session.output.result({ id: document.id, path }, () => `wrote ${inert(path)}`);
  return EXIT.ok;
}
