import type { ConversationFilter } from '../../contract/library-api.ts';
import type { Parameters } from './handles.ts';

/** A condition on `conversations c` with its named parameters. */
export interface Where {
  sql: string;
  parameters: Parameters;
}

export type FilterField = Exclude<keyof ConversationFilter, 'trash'>;

const among = (field: FilterField) => `IN (SELECT value FROM json_each(@${field}))`;

const CONDITIONS: Record<FilterField, string> = {
  scenario: `c.scenario_id ${among('scenario')}`,
  persona: `(c.persona_a ${among('persona')} OR c.persona_b ${among('persona')})`,
  provider: `(c.provider_a ${among('provider')} OR c.provider_b ${among('provider')})`,
  status: `c.status ${among('status')}`,
  tag: `c.id IN (SELECT t.conversation_id FROM conversation_tags t WHERE t.tag ${among('tag')})`,
  from: 'c.created_at >= @from',
  before: 'c.created_at < @before',
  minMs: 'c.duration_ms >= @minMs',
  maxMs: 'c.duration_ms <= @maxMs',
};

const FIELDS = Object.keys(CONDITIONS) as FilterField[];

/** Fields that a filter really sets; an empty list means the same as none. */
function isSet(value: ConversationFilter[FilterField]): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined;
}

function parameterOf(field: FilterField, value: ConversationFilter[FilterField]): string | number {
  if (Array.isArray(value)) return JSON.stringify(value);
  // Stored times have milliseconds; they compare as text.
  if (field === 'from' || field === 'before') return new Date(value ?? 0).toISOString();
  return value ?? '';
}

/** The filter as SQL. @param except a field that is not applied */
export function whereOf(filter: ConversationFilter, except?: FilterField): Where {
  const fields = FIELDS.filter((field) => field !== except && isSet(filter[field]));
  const inTrash = `c.trashed_at IS ${filter.trash === true ? 'NOT NULL' : 'NULL'}`;
  return {
    sql: [inTrash, ...fields.map((field) => CONDITIONS[field])].join(' AND '),
    parameters: Object.fromEntries(
      fields.map((field) => [field, parameterOf(field, filter[field])]),
    ),
  };
}

/** Whether nothing but the place (library or trash) is asked for. */
export function isUnfiltered(filter: ConversationFilter): boolean {
  return !FIELDS.some((field) => isSet(filter[field]));
}
