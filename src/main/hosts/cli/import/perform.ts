import { StudioError } from '../../../../contract/errors.ts';
import type { ImportNote, ImportProgress, StartImport } from '../../../../contract/import-api.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { movesOn } from '../export/progress.ts';
import { LiveLine } from '../live-line.ts';
import { count } from '../render/conversation.ts';
import { inert } from '../render/inert.ts';
import type { Session } from '../session.ts';

/** What came of all paths together. */
type Outcome = Pick<ImportProgress, 'imported' | 'skipped' | 'failures' | 'incomplete'>;

/** Imports path after path and stays until the last has ended. An interruption cancels: what was taken in stays. */
export async function importAndReport(
  session: Session,
  paths: readonly string[],
  known: StartImport['known'],
): Promise<ExitCode> {
  const outcome: Outcome = { imported: [], skipped: [], failures: [], incomplete: [] };
  for (const path of paths) {
    if (session.signal.aborted) break;
    const { failures, ...ended } = await importOne(session, session.path(path), known);
    outcome.imported.push(...ended.imported);
    outcome.skipped.push(...ended.skipped);
    outcome.incomplete.push(...ended.incomplete);
    outcome.failures.push(...failures);
    if (ended.error) outcome.failures.push({ name: path, error: ended.error });
  }
  return report(session, outcome);
}

type Ended = Outcome & Pick<ImportProgress, 'error'>;

async function importOne(
  session: Session,
  path: string,
  known: StartImport['known'],
): Promise<Ended> {
  try {
    const begin = () =>
      session.studio.startImport({ source: { kind: 'path', path }, ...(known ? { known } : {}) });
    return await untilEnded(session, begin);
  } catch (thrown) {
    if (!(thrown instanceof StudioError)) throw thrown;
    return { imported: [], skipped: [], failures: [], incomplete: [], error: thrown.data };
  }
}

async function untilEnded(
  { app, output, studio, signal }: Session,
  begin: () => Promise<ImportProgress>,
): Promise<ImportProgress> {
  const { promise, resolve } = Promise.withResolvers<ImportProgress>();
  const { stderr } = app.io;
  const line = new LiveLine(stderr, movesOn(app, output), output.progressScreen.palette.dim);
  output.attach(line);
  const unsubscribe = studio.subscribe((event) => {
    // There is no other import: this process runs one after the other.
    if (event.kind !== 'import') return;
    line.show(progressText(event.progress));
    if (event.progress.state !== 'running') resolve(event.progress);
  });
  try {
    const { id } = await begin();
    const cancel = () => void studio.cancelImport(id).catch(() => undefined);
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) cancel();
    return await promise;
  } finally {
    unsubscribe();
    line.clear();
    output.attach(undefined);
  }
}

function progressText({ done, total }: ImportProgress): string {
  return total === 0
    ? 'Looking for conversations…'
    : `Importing: ${done} of ${count(total, 'conversation')}`;
}

function report({ output, signal }: Session, outcome: Outcome): ExitCode {
  const { imported, skipped, failures, incomplete } = outcome;
  for (const { error } of failures.map(named)) output.error(error, undefined, false);
  for (const { error } of incomplete.map(named)) output.note(inert(error.message));
  const [first] = failures;
  const json = { ...outcome, ...(first === undefined ? {} : { error: first.error }) };
  output.result(json, () => imported.map((id) => `imported ${inert(id)}`).join('\n'));
  const skippedText = skipped.length === 0 ? '' : `, ${skipped.length} there already (see --copy)`;
  output.note(`${count(imported.length, 'conversation')} imported${skippedText}.`);
  if (signal.aborted) return EXIT.interrupted;
  return failures.length === 0 ? EXIT.ok : EXIT.failure;
}

/** Errors of documents speak of “it”: here they say which. */
function named({ name, error }: ImportNote): ImportNote {
  return { name, error: { ...error, message: `${name}: ${error.message}` } };
}
