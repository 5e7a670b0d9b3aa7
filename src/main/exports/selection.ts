import { setImmediate } from 'node:timers/promises';
import type { ConversationSummary } from '../../contract/conversation.ts';
import { StudioError, toErrorData } from '../../contract/errors.ts';
import type { Selection } from '../../contract/export-api.ts';
import type { ConversationFilter } from '../../contract/library-api.ts';
import type { ExportShelf } from './shelf.ts';
import { stillRuns, type Shortfall } from './shortfall.ts';

/** Rows that are looked at before the host may do something else. */
const PAGE = 500;
/** So few ids are quicker looked up one by one than found among all. */
const FEW = 20;

/** What is known of a selected conversation before it is read. */
export type Chosen = Pick<
  ConversationSummary,
  'id' | 'title' | 'createdAt' | 'durationMs' | 'turnCount' | 'personaIds' | 'speakers'
>;

export interface Choice {
  /** In order of creation, then of id. */
  chosen: Chosen[];
  /** Those that still run, and ids that there are none of. */
  leftOut: Shortfall[];
}

/** Finds what a selection means now. Holds one small row for each conversation. */
export async function choose(shelf: ExportShelf, selection: Selection): Promise<Choice> {
  const choice = await (selection.kind === 'ids'
    ? chooseIds(shelf, [...new Set(selection.ids)])
    : chooseMatching(shelf, selection));
  choice.chosen.sort(
    (one, other) => compare(one.createdAt, other.createdAt) || compare(one.id, other.id),
  );
  return choice;
}

async function chooseMatching(
  shelf: ExportShelf,
  { query, filter }: Extract<Selection, { kind: 'matching' }>,
): Promise<Choice> {
  const wanted = query.trim() === '' ? null : await holding(shelf, query, filter);
  const choice: Choice = { chosen: [], leftOut: [] };
  for await (const row of rowsOf(shelf, filter)) {
    if (wanted !== null && !wanted.has(row.id)) continue;
    // Nobody asked for this one by its name, so that it runs is no fault.
    if (shelf.isRunning(row.id)) choice.leftOut.push(left(row, 'gap'));
    else choice.chosen.push(row);
  }
  return choice;
}

/** Ids of all conversations that hold a turn which matches. */
async function holding(
  shelf: ExportShelf,
  query: string,
  filter: ConversationFilter,
): Promise<Set<string>> {
  const found = new Set<string>();
  for (const ids of shelf.matching(query, filter)) {
    for (const id of ids) found.add(id);
    await setImmediate();
  }
  return found;
}

async function chooseIds(shelf: ExportShelf, ids: readonly string[]): Promise<Choice> {
  const rows = ids.length <= FEW ? lookUp(shelf, ids) : await findAmongAll(shelf, new Set(ids));
  const choice: Choice = { chosen: [], leftOut: [] };
  for (const id of ids) {
    const row = rows.get(id);
    if (row === undefined) choice.leftOut.push(unknown(shelf, id));
    else if (shelf.isRunning(id)) choice.leftOut.push(left(row, 'fault'));
    else choice.chosen.push(row);
  }
  return choice;
}

function lookUp(shelf: ExportShelf, ids: readonly string[]): Map<string, Chosen> {
  const rows = ids.flatMap((id): Chosen[] => {
    try {
      const { title, createdAt, durationMs, turns, config } = shelf.get(id);
      const { a, b } = config.personas;
      const people = { personaIds: { a: a.id, b: b.id }, speakers: { a: a.name, b: b.name } };
      return [{ id, title, createdAt, durationMs, turnCount: turns.length, ...people }];
    } catch (thrown) {
      if (toErrorData(thrown).code === 'not-found') return [];
      throw thrown;
    }
  });
  return new Map(rows.map((row) => [row.id, row]));
}

async function findAmongAll(
  shelf: ExportShelf,
  wanted: ReadonlySet<string>,
): Promise<Map<string, Chosen>> {
  const rows = new Map<string, Chosen>();
  for (const trash of [false, true]) {
    for await (const row of rowsOf(shelf, { trash })) if (wanted.has(row.id)) rows.set(row.id, row);
  }
  return rows;
}

/** All rows that pass, page by page. */
export async function* rowsOf(
  shelf: ExportShelf,
  filter: ConversationFilter,
): AsyncGenerator<Chosen> {
  for (let offset = 0; ; offset += PAGE) {
    const page = shelf.list({ filter, offset, limit: PAGE });
    for (const row of page) yield chosenOf(row);
    if (page.length < PAGE) return;
    await setImmediate();
  }
}

/** Only what is needed: a row with its miniature and tags is several times as large. */
function chosenOf(row: ConversationSummary): Chosen {
  const { id, title, createdAt, durationMs, turnCount, personaIds, speakers } = row;
  return { id, title, createdAt, durationMs, turnCount, personaIds, speakers };
}

function left({ id, title }: Chosen, kind: Shortfall['kind']): Shortfall {
  return { id, kind, error: stillRuns({ title }) };
}

/** Says what the library says, with the ids that are near it. */
function unknown(shelf: ExportShelf, id: string): Shortfall {
  try {
    shelf.get(id);
    throw new StudioError({ code: 'not-found', message: `There is no conversation "${id}".` });
  } catch (thrown) {
    return { id, kind: 'fault', error: toErrorData(thrown) };
  }
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
