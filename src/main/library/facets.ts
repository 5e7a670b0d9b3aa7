import type { ConversationFilter, Facets, FacetValue } from '../../contract/library-api.ts';
import { whereOf, type FilterField } from './conversation-filter.ts';
import type { ReadHandle } from './handles.ts';

/** As many values of one facet are told; a filter's own ones always are. */
const MOST_VALUES = 200;

/** Counts by value, and a label where a value has none of its own. */
interface Tally {
  counts: Map<string, number>;
  labels: Map<string, string>;
}

interface OneRow {
  value: string;
  label: string | null;
  count: number;
}

interface PairRow {
  a: string;
  b: string;
  labelA: string | null;
  labelB: string | null;
  count: number;
}

function tallyOf(rows: readonly OneRow[]): Tally {
  const tally: Tally = { counts: new Map(), labels: new Map() };
  for (const { value, label, count } of rows) {
    tally.counts.set(value, (tally.counts.get(value) ?? 0) + count);
    if (label !== null) tally.labels.set(value, label);
  }
  return tally;
}

/** A conversation counts once for a value, though both of its sides have it. */
function bySide(rows: readonly PairRow[]): OneRow[] {
  return rows.flatMap(({ a, b, labelA, labelB, count }) => {
    const first = { value: a, label: labelA, count };
    return a === b ? [first] : [first, { value: b, label: labelB, count }];
  });
}

type Counter = (read: ReadHandle, filter: ConversationFilter) => Tally;

function counter(field: FilterField, select: string): Counter {
  return (read, filter) => {
    const { sql, parameters } = whereOf(filter, field);
    return tallyOf(read.all<OneRow>(select.replace('{where}', sql), parameters));
  };
}

function pairCounter(field: FilterField, columns: string): Counter {
  return (read, filter) => {
    const { sql, parameters } = whereOf(filter, field);
    const select = `
      SELECT ${columns}, count(*) AS count FROM conversations c WHERE ${sql} GROUP BY 1, 2`;
    return tallyOf(bySide(read.all<PairRow>(select, parameters)));
  };
}

const COUNTERS: Record<keyof Facets, Counter> = {
  // With max(), SQLite takes the other columns from that row: https://www.sqlite.org/quirks.html#aggregate
  scenario: counter(
    'scenario',
    `SELECT value, count, (SELECT d.config ->> '$.scenario.title' FROM conversation_details d
        WHERE d.conversation_id = id) AS label
      FROM (SELECT c.scenario_id AS value, count(*) AS count, c.id, max(c.created_at)
        FROM conversations c WHERE {where} GROUP BY 1)`,
  ),
  persona: pairCounter(
    'persona',
    'c.persona_a AS a, c.persona_b AS b, c.speaker_a AS labelA, c.speaker_b AS labelB',
  ),
  provider: pairCounter(
    'provider',
    'c.provider_a AS a, c.provider_b AS b, NULL AS labelA, NULL AS labelB',
  ),
  status: counter(
    'status',
    `SELECT c.status AS value, NULL AS label, count(*) AS count
      FROM conversations c WHERE {where} GROUP BY 1`,
  ),
  tag: counter(
    'tag',
    `SELECT t.tag AS value, NULL AS label, count(*) AS count
      FROM conversation_tags t JOIN conversations c ON c.id = t.conversation_id
      WHERE {where} GROUP BY 1`,
  ),
};

const LABELS: Record<string, string> = {
  rehearsal: 'Rehearsal',
  openai: 'OpenAI',
  'openai-compatible': 'OpenAI-compatible',
  preparing: 'Preparing',
  running: 'Running',
  finishing: 'Finishing',
  completed: 'Completed',
  stopped: 'Stopped',
  failed: 'Failed',
  interrupted: 'Interrupted',
};

/** What values are called now: the names of documents, else as the newest conversation has it. */
function namesFor(read: ReadHandle, facet: keyof Facets): Map<string, string> {
  if (facet === 'tag') return new Map();
  if (facet === 'status' || facet === 'provider') return new Map(Object.entries(LABELS));
  const table = facet === 'persona' ? 'personas' : 'scenarios';
  const rows = read.all<{ id: string; name: string }>(`SELECT id, name FROM ${table}`);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

function valuesOf(read: ReadHandle, facet: keyof Facets, filter: ConversationFilter): FacetValue[] {
  const { counts, labels } = COUNTERS[facet](read, filter);
  const names = namesFor(read, facet);
  const chosen = new Set<string>(filter[facet]);
  // A chosen value stays in sight, so that it can be taken back.
  for (const value of chosen) if (!counts.has(value)) counts.set(value, 0);
  return [...counts]
    .map(([value, count]) => ({
      value,
      label: names.get(value) ?? labels.get(value) ?? value,
      count,
    }))
    .sort((one, other) => other.count - one.count || one.label.localeCompare(other.label))
    .filter(({ value }, at) => at < MOST_VALUES || chosen.has(value));
}

/** Each facet's counts leave its own field of the filter out and apply the others. */
export function countFacets(read: ReadHandle, filter: ConversationFilter): Facets {
  return {
    scenario: valuesOf(read, 'scenario', filter),
    persona: valuesOf(read, 'persona', filter),
    provider: valuesOf(read, 'provider', filter),
    status: valuesOf(read, 'status', filter),
    tag: valuesOf(read, 'tag', filter),
  };
}
