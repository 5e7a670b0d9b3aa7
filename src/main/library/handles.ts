/* eslint-disable @typescript-eslint/no-unnecessary-type-parameters -- only its SQL knows a row's type */
import type Database from 'better-sqlite3';
import { StudioError, type ErrorData } from '../../contract/errors.ts';
import { fromSqlite, studioCode } from './failures.ts';
import { storedText } from './text.ts';

/** Named parameters of a statement. Strings are bound in their stored form. */
export type Parameters = Record<string, string | number | null>;

/** What a module gets that only reads. A statement that would write is refused. */
export interface ReadHandle {
  get<Row>(sql: string, parameters?: Parameters): Row | undefined;
  all<Row>(sql: string, parameters?: Parameters): Row[];
}

/** What a module gets that writes. */
export interface WriteHandle extends ReadHandle {
  /** Returns the number of rows that changed. */
  run(sql: string, parameters?: Parameters): number;
  /** All of `work` or nothing. May be nested. */
  transaction<T>(work: () => T): T;
}

function bound(parameters: Parameters): Parameters {
  const entries = Object.entries(parameters);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === 'string' ? storedText(value) : value]),
  );
}

/** Statements are compiled once, on first use. */
function statementCache(db: Database.Database) {
  const statements = new Map<string, Database.Statement<[Parameters]>>();
  return (sql: string) => {
    const known = statements.get(sql);
    if (known) return known;
    const statement = db.prepare<[Parameters]>(sql);
    statements.set(sql, statement);
    return statement;
  };
}

/** Runs a statement; its errors leave as StudioError, and `onDamage` is told when the file is corrupt. */
function guardedWith(onDamage: () => void) {
  return <T>(work: () => T): T => {
    try {
      return work();
    } catch (thrown) {
      const error = fromSqlite(thrown);
      if (studioCode(error) === 'library-corrupt') onDamage();
      throw error;
    }
  };
}

/** The two handles of an open database. `onDamage`: a statement found the file corrupt. */
export function handlesOf(
  db: Database.Database,
  onDamage: () => void = () => undefined,
): { read: ReadHandle; write: WriteHandle } {
  const prepare = statementCache(db);
  const guarded = guardedWith(onDamage);
  const reading = (sql: string) => {
    const statement = prepare(sql);
    if (!statement.readonly) throw new Error(`a read handle was given a writing statement: ${sql}`);
    return statement;
  };
  const read: ReadHandle = {
    get: <Row>(sql: string, parameters: Parameters = {}) =>
      guarded(() => reading(sql).get(bound(parameters)) as Row | undefined),
    all: <Row>(sql: string, parameters: Parameters = {}) =>
      guarded(() => reading(sql).all(bound(parameters)) as Row[]),
  };
  const write: WriteHandle = {
    ...read,
    run: (sql, parameters = {}) => guarded(() => prepare(sql).run(bound(parameters)).changes),
    transaction: (work) => guarded(() => db.transaction(work).immediate()),
  };
  return { read, write };
}

/**
 * A handle that refuses every change with `reason` and still reads. A read that fails because the
 * schema is unknown fails with `reason` too.
 */
export function refusingHandle(read: ReadHandle, reason: ErrorData): WriteHandle {
  const refuse = (): never => {
    throw new StudioError(reason);
  };
  const attempt = <T>(work: () => T): T => {
    try {
      return work();
    } catch (thrown) {
      if (studioCode(thrown) === 'internal') throw new StudioError(reason, { cause: thrown });
      throw thrown;
    }
  };
  return {
    get: <Row>(sql: string, parameters?: Parameters) =>
      attempt(() => read.get<Row>(sql, parameters)),
    all: <Row>(sql: string, parameters?: Parameters) =>
      attempt(() => read.all<Row>(sql, parameters)),
    run: refuse,
    transaction: refuse,
  };
}
