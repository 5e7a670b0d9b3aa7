import { InvalidArgumentError, type Command } from 'commander';
import {
  exportFormatSchema,
  type ExportFormat,
  type ExportProgress,
  type StartExport,
} from '../../../../contract/export-api.ts';
import type { App } from '../app.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { GlobalOptions, Output } from '../output.ts';
import { count } from '../render/conversation.ts';
import { inert } from '../render/inert.ts';
import { perform, type Session } from '../session.ts';
import { LATEST, latestId } from './latest.ts';

const NOTES = `
Each conversation gets a folder of its own with conversation.wav (left is side a, right is side b),
conversation.json and conversation.txt; manifest.json lists all files with their SHA-256.

Examples:
  duologue export latest
  duologue export ID ID --format wav,json --out ./dataset`;

interface ExportOptions extends GlobalOptions {
  format: ExportFormat[];
  out?: string;
}

/** `duologue export`: conversations as files. */
export function addExport(program: Command, app: App): void {
  program
    .command('export')
    .argument('<id...>', 'ids of conversations, or "latest"')
    .description('write conversations as files: audio, data, transcript')
    .option('--format <f,…>', 'wav, json, txt, or several of them', formats, [
      ...exportFormatSchema.options,
    ])
    .option('--out <dir>', 'into this folder; default: a new one in your downloads')
    .addHelpText('after', NOTES)
    .action((ids: string[], _options: object, command: Command) => {
      const options = command.optsWithGlobals<ExportOptions>();
      return perform(app, options, { run: (session) => exportAll(session, ids, options) });
    });
}

function formats(text: string): ExportFormat[] {
  const named = text.split(',').map((part) => exportFormatSchema.safeParse(part.trim()).data);
  const known = named.filter((format) => format !== undefined);
  if (known.length === named.length) return [...new Set(known)];
  throw new InvalidArgumentError(`There are ${exportFormatSchema.options.join(', ')}.`);
}

async function exportAll(
  session: Session,
  given: readonly string[],
  { format, out }: ExportOptions,
): Promise<ExitCode> {
  const { studio, output, path } = session;
  const ids: string[] = [];
  for (const id of given) ids.push(id === LATEST ? await latestId(studio) : id);
  const request: StartExport = { ids, formats: format };
  if (out !== undefined) request.directory = path(out);
  const ended = await untilEnded(studio, request);
  return report(output, ended);
}

/** An interruption closes the engine, which ends the export: what was finished stays. */
async function untilEnded(
  studio: Session['studio'],
  request: StartExport,
): Promise<ExportProgress> {
  const { promise, resolve } = Promise.withResolvers<ExportProgress>();
  const unsubscribe = studio.subscribe((event) => {
    // There is no other export: this process has only just begun.
    if (event.kind === 'export' && event.progress.state !== 'running') resolve(event.progress);
  });
  try {
    await studio.startExport(request);
    return await promise;
  } finally {
    unsubscribe();
  }
}

function report(output: Output, ended: ExportProgress): ExitCode {
  const { done, error, directory, files, bytes } = ended;
  if (error) output.error(error, undefined, false);
  output.result({ state: ended.state, directory, files, bytes, error }, () =>
    files.length === 0 ? '' : `${count(done, 'conversation')} in ${inert(directory)}`,
  );
  return ended.state === 'done' ? EXIT.ok : EXIT.failure;
}
