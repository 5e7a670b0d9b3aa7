import type {
  ExportMeasure,
  ExportProgress,
  StartExport,
} from '../../../../contract/export-api.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Output } from '../output.ts';
import { count } from '../render/conversation.ts';
import { inert } from '../render/inert.ts';
import { clock } from '../render/time.ts';
import { cancelled, type Session } from '../session.ts';
import { ExportLine, movesOn, size } from './progress.ts';

/** An export names no more of those that are incomplete. */
const MOST_IDS = 100;

/** Starts an export and stays until it has ended. An interruption cancels it: what was finished stays. */
export async function startAndReport(session: Session, request: StartExport): Promise<ExitCode> {
  const { app, output, studio } = session;
  // Looked at beforehand only where somebody sees how far it is.
  const bytes = movesOn(app, output) ? (await studio.measureExport(request)).bytes : 0;
  const ended = await untilEnded(session, bytes, () => studio.startExport(request));
  return report(session, ended);
}

/** Goes on with an export that was cut off. */
export async function resumeAndReport(session: Session, directory: string): Promise<ExitCode> {
  const ended = await untilEnded(session, 0, () => session.studio.resumeExport(directory));
  return report(session, ended);
}

/** Says what an export would be. */
export async function measureAndReport(session: Session, request: StartExport): Promise<ExitCode> {
  const measured = await session.studio.measureExport(request);
  session.output.result(measured, () => measureText(measured, request));
  return EXIT.ok;
}

async function untilEnded(
  { app, output, studio, signal }: Session,
  bytes: number,
  begin: () => Promise<ExportProgress>,
): Promise<ExportProgress> {
  const { promise, resolve } = Promise.withResolvers<ExportProgress>();
  const line = new ExportLine(app, output, bytes);
  const unsubscribe = studio.subscribe((event) => {
    // There is no other export: this process has only just begun.
    if (event.kind !== 'export') return;
    line.handle(event.progress);
    if (event.progress.state !== 'running') resolve(event.progress);
  });
  try {
    if (signal.aborted) throw cancelled();
    const { id } = await begin();
    onAbort(signal, () => void studio.cancelExport(id).catch(() => undefined));
    return await promise;
  } finally {
    unsubscribe();
    line.close();
  }
}

/** Calls back when it aborts, or has done so already. */
function onAbort(signal: AbortSignal, callback: () => void): void {
  if (signal.aborted) callback();
  else signal.addEventListener('abort', callback, { once: true });
}

function report({ output, signal }: Session, ended: ExportProgress): ExitCode {
  const { state, done, error, directory, files, bytes } = ended;
  if (error && state === 'failed') output.error(error, undefined, false);
  else if (error) output.note(error.message);
  output.result({ state, directory, done, files, bytes, error }, () =>
    files.length === 0 ? '' : `${writtenText(ended)} in ${inert(directory)}`,
  );
  if (state !== 'done') tellHowToGoOn(output, ended);
  if (signal.aborted) return EXIT.interrupted;
  if (state !== 'done') return EXIT.failure;
  return error ? EXIT.leftOut : EXIT.ok;
}

/** What of the selection stands there in full: `done` counts those with a fault, too. */
function writtenText({ state, done, total, error }: ExportProgress): string {
  if (state !== 'done' || !error) return count(done, 'conversation');
  if (total === 1) return '1 conversation, not in full,';
  const ids: unknown = error.details?.['ids'];
  const isTold = Array.isArray(ids) && ids.length < MOST_IDS;
  const complete = isTold ? String(total - ids.length) : 'not all';
  return `${complete} of ${count(total, 'conversation')} in full`;
}

/** An export that ended in order has a manifest; one that did not can be gone on with. */
function tellHowToGoOn(output: Output, { directory, files, done }: ExportProgress): void {
  if (files.length > 0 && files.some((path) => /^manifest(-\d+)?\.json$/u.test(path))) return;
  const place = /^[\w./~+-]+$/u.test(directory) ? directory : `"${inert(directory)}"`;
  output.note(`${count(done, 'conversation')} finished. Go on: duologue export --resume ${place}`);
}

function measureText(measured: ExportMeasure, { options }: StartExport): string {
  const { conversations, durationMs, bytes, withoutAudio, withoutStems } = measured;
  const isSound = options.audio !== null && options.audio !== undefined;
  const lacking = [
    ...(isSound && withoutAudio > 0 ? [`${withoutAudio} without a recording`] : []),
    ...(options.audio?.stems && withoutStems > 0 ? [`${withoutStems} without stems`] : []),
  ];
  const what = [count(conversations, 'conversation'), ...lacking].join(', ');
  return `${what}\n${clock(durationMs)} of sound, about ${size(bytes)}`;
}
