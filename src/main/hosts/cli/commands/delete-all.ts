import { toErrorData, type ErrorData } from '../../../../contract/errors.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { inert } from '../render/inert.ts';
import type { Session } from '../session.ts';

/** Deletes one after the other; what can't be deleted is told, the rest still goes. */
export async function deleteAll(
  { output }: Session,
  ids: readonly string[],
  remove: (id: string) => Promise<void>,
): Promise<ExitCode> {
  const deleted: string[] = [];
  const errors: { id: string; error: ErrorData }[] = [];
  for (const id of new Set(ids)) {
    try {
      await remove(id);
      deleted.push(id);
    } catch (thrown) {
      const error = toErrorData(thrown);
      errors.push({ id, error });
      output.error(error, thrown, false);
    }
  }
  const [first] = errors;
  output.result({ deleted, ...(first === undefined ? {} : { error: first.error, errors }) }, () =>
    deleted.map((id) => `deleted ${inert(id)}`).join('\n'),
  );
  return first === undefined ? EXIT.ok : EXIT.failure;
}
