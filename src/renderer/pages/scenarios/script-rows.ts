import type { RehearsalLine } from '../../../contract/scenario.ts';
import { otherSide, type Side } from '../../../contract/side.ts';

/** A line of the script as it is edited: always with a list of wordings. */
export interface ScriptRow {
  side: Side;
  wordings: string[];
  hangUp: boolean;
}

export function rowOf({ side, say, hangUp }: RehearsalLine): ScriptRow {
  return { side, wordings: typeof say === 'string' ? [say] : say, hangUp };
}

/** The line without wordings that are empty; a single wording stands alone, as in a file. */
export function lineOf({ side, wordings, hangUp }: ScriptRow): RehearsalLine {
  const said = wordings.filter((wording) => wording.trim() !== '');
  const [only = ''] = said;
  return { side, say: said.length > 1 ? said : only, hangUp };
}

export function isBlankRow({ wordings }: ScriptRow): boolean {
  return wordings.every((wording) => wording.trim() === '');
}

/** The answer to a line, still without words. */
export function rowAfter(before: ScriptRow | undefined): ScriptRow {
  return { side: before ? otherSide(before.side) : 'b', wordings: [''], hangUp: false };
}

/** The row with one wording changed. */
export function withWording(row: ScriptRow, index: number, text: string): ScriptRow {
  return { ...row, wordings: row.wordings.map((each, at) => (at === index ? text : each)) };
}

export function withoutWording(row: ScriptRow, index: number): ScriptRow {
  const wordings = row.wordings.filter((_, at) => at !== index);
  return { ...row, wordings: wordings.length > 0 ? wordings : [''] };
}

export function withMoreWordings(row: ScriptRow): ScriptRow {
  return { ...row, wordings: [...row.wordings, ''] };
}
