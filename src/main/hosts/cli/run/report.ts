import type { LoggedConversation } from '../../../../contract/conversation-document.ts';
import type { ErrorData } from '../../../../contract/errors.ts';
import { assertNever } from '../../../../contract/kind.ts';
import { keptDocument } from '../../../host-kit.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Output } from '../output.ts';
import type { Reason } from '../ports.ts';
import { count, renderSummary } from '../render/conversation.ts';
import { renderError } from '../render/error.ts';
import { inert } from '../render/inert.ts';
import type { Screen } from '../render/screen.ts';
import { cancelled } from '../session.ts';

/** What became of one place of the batch. */
export type RunResult =
  | { kind: 'refused'; error: ErrorData }
  | { kind: 'left-out'; reason: Reason }
  | {
      kind: 'ended';
      conversation: LoggedConversation;
      /** Absolute path of the audio: below --out, else in the library. */
      audioPath: string | undefined;
      /** Why the files of --out could not be written; the library has them all the same. */
      outError: ErrorData | undefined;
    };

/** Prints what came of the runs. @param several true: an array, whatever its length */
export function reportRuns(output: Output, results: readonly RunResult[], several: boolean): void {
  const [only] = results;
  if (!several && only?.kind === 'refused') return output.error(only.error);
  if (!several && only === undefined) return output.error(cancelled().data);
  const untold = output.resultIsSeen ? results.flatMap(outErrorOf) : results.flatMap(errorsOf);
  for (const error of distinct(untold)) output.error(error, undefined, false);
  const documents = results.map(resultJson);
  output.result(several ? documents : documents[0], (screen) =>
    [...results.flatMap((result) => summary(result, screen)), ...leftOut(results, screen)].join(
      '\n\n',
    ),
  );
}

function summary(result: RunResult, screen: Screen): string[] {
  switch (result.kind) {
    case 'ended':
      return [renderSummary(result.conversation, result.audioPath, screen)];
    case 'refused':
      return [renderError(result.error, screen.palette)];
    case 'left-out':
      return []; // told of together
    default:
      return assertNever(result);
  }
}

/** Those that weren't begun have one reason in common. */
function leftOut(results: readonly RunResult[], { palette }: Screen): string[] {
  const reasons = results.flatMap((result) => (result.kind === 'left-out' ? result.reason : []));
  const reason = reasons.at(-1);
  if (reason === undefined) return [];
  const head = palette.warn(
    `${count(reasons.length, 'conversation')} of ${results.length} left out`,
  );
  const remedy =
    reason.remedy === undefined ? '' : `\n  ${palette.dim('→')} ${inert(reason.remedy)}`;
  return [`${head}: ${inert(reason.message)}${remedy}`];
}

/**
 * 0 only when every conversation ended as it was meant to and was written where it was wanted; 3 when that
 * is true of all that the total budget allowed.
 */
export function exitCodeOf(results: readonly RunResult[], interrupted: boolean): ExitCode {
  if (interrupted) return EXIT.interrupted;
  const begun = results.filter(({ kind }) => kind !== 'left-out');
  if (begun.length === 0 || !begun.every(succeeded)) return EXIT.failure;
  return begun.length === results.length ? EXIT.ok : EXIT.leftOut;
}

function succeeded(result: RunResult): boolean {
  return (
    result.kind === 'ended' &&
    result.outError === undefined &&
    result.conversation.status === 'completed'
  );
}

function resultJson(result: RunResult) {
  if (result.kind === 'refused') return { error: result.error };
  if (result.kind === 'left-out') return { leftOut: result.reason };
  const json = keptDocument(result.conversation, result.audioPath);
  return result.outError === undefined ? json : { ...json, error: json.error ?? result.outError };
}

/** Why the files of --out could not be written: the summary does not say it. */
function outErrorOf(result: RunResult): ErrorData[] {
  return result.kind === 'ended' && result.outError !== undefined ? [result.outError] : [];
}

function errorsOf(result: RunResult): ErrorData[] {
  if (result.kind === 'refused') return [result.error];
  if (result.kind === 'left-out') return [];
  const { error } = result.conversation;
  return [...(error === null ? [] : [error]), ...outErrorOf(result)];
}

/** Every error once, however many conversations it hit. */
function distinct(errors: readonly ErrorData[]): ErrorData[] {
  return [...new Map(errors.map((error) => [error.code + error.message, error])).values()];
}
