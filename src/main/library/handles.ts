import type Database from 'better-sqlite3';
import { StudioError, type ErrorData } from '../../contract/errors.ts';
import { guarded } from './failures.ts';
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
  /** Resolves to the number of rows that changed. */
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

/** The two handles of an open database. */
export function handlesOf(db: Database.Database): { read: ReadHandle; write: WriteHandle } {
  const prepare = statementCache(db);
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

/** A write handle that refuses every change with `reason` and still reads. */
export function refusingHandle(read: ReadHandle, reason: ErrorData): WriteHandle {
  const refuse = (): never => {
    throw new StudioError(reason);
  };
  return { ...read, run: refuse, transaction: refuse };
}
