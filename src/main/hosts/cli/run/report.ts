import type { LoggedConversation } from '../../../../contract/conversation-document.ts';
import type { ErrorData } from '../../../../contract/errors.ts';
import { keptDocument } from '../../../host-kit.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Output } from '../output.ts';
import { renderSummary } from '../render/conversation.ts';
import { renderError } from '../render/error.ts';
import { cancelled } from '../session.ts';

/** What became of one place of the batch. */
export type RunResult =
  | { kind: 'refused'; error: ErrorData }
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
  if (!several && only?.kind !== 'ended') return output.error(only?.error ?? cancelled().data);
  const untold = output.resultIsSeen ? results.flatMap(outErrorOf) : results.flatMap(errorsOf);
  for (const error of distinct(untold)) output.error(error, undefined, false);
  const documents = results.map(resultJson);
  output.result(several ? documents : documents[0], (screen) =>
    results
      .map((result) =>
        result.kind === 'refused'
          ? renderError(result.error, screen.palette)
          : renderSummary(result.conversation, result.audioPath, screen),
      )
      .join('\n\n'),
  );
}

/** 0 only when every conversation ended as it was meant to and was written where it was wanted. */
export function exitCodeOf(results: readonly RunResult[], interrupted: boolean): ExitCode {
  if (interrupted) return EXIT.interrupted;
  return results.length > 0 && results.every(succeeded) ? EXIT.ok : EXIT.failure;
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
  const json = keptDocument(result.conversation, result.audioPath);
  return result.outError === undefined ? json : { ...json, error: json.error ?? result.outError };
}

/** Why the files of --out could not be written: the summary does not say it. */
function outErrorOf(result: RunResult): ErrorData[] {
  return result.kind === 'ended' && result.outError !== undefined ? [result.outError] : [];
}

function errorsOf(result: RunResult): ErrorData[] {
  if (result.kind === 'refused') return [result.error];
  const { error } = result.conversation;
  return [...(error === null ? [] : [error]), ...outErrorOf(result)];
}

/** Every error once, however many conversations it hit. */
function distinct(errors: readonly ErrorData[]): ErrorData[] {
  return [...new Map(errors.map((error) => [error.code + error.message, error])).values()];
}
