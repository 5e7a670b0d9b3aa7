/** One row of an editable list. Keys tell rows apart while they move. */
export interface Row<T> {
  key: number;
  value: T;
}

/** Rows for values that come from elsewhere. */
export function rowsOf<T>(values: readonly T[]): Row<T>[] {
  return values.map((value, key) => ({ key, value }));
}

/** The values of the rows, without those that say nothing yet. */
export function valuesOf<T>(rows: readonly Row<T>[], isBlank: (value: T) => boolean): T[] {
  return rows.map(({ value }) => value).filter((value) => !isBlank(value));
}

/** Puts a row behind the one at `index` (−1: before all). */
export function insertAfter<T>(rows: readonly Row<T>[], index: number, value: T): Row<T>[] {
  const key = rows.reduce((highest, row) => Math.max(highest, row.key), -1) + 1;
  return rows.toSpliced(index + 1, 0, { key, value });
}

export function replaceAt<T>(rows: readonly Row<T>[], index: number, value: T): Row<T>[] {
  return rows.map((row, at) => (at === index ? { ...row, value } : row));
}

export function removeAt<T>(rows: readonly Row<T>[], index: number): Row<T>[] {
  return rows.filter((_, at) => at !== index);
}

/** Moves a row by one place; at the end of the list nothing happens. */
export function moveBy<T>(rows: readonly Row<T>[], index: number, by: -1 | 1): Row<T>[] {
  const target = index + by;
  const row = rows[index];
  if (!row || target < 0 || target >= rows.length) return [...rows];
  return rows.toSpliced(index, 1).toSpliced(target, 0, row);
}

/** Where the `nth` value that is not blank stands among the rows: errors name values, not rows. */
export function rowOfValue<T>(
  rows: readonly Row<T>[],
  nth: number,
  isBlank: (value: T) => boolean,
): number {
  let count = -1;
  return rows.findIndex(({ value }) => !isBlank(value) && ++count === nth);
}
