import type Database from 'better-sqlite3';
import type { ErrorData } from '../../contract/errors.ts';
import type { ConversationFilter, SearchHit } from '../../contract/library-api.ts';
import { conversationStore, type Conversations } from './conversations.ts';
import { egressStore, type Egresses } from './egresses.ts';
import { eventStore, type Events } from './events.ts';
import { handlesOf, refusingHandle } from './handles.ts';
import { metricsStore, type MetricsStore } from './metrics.ts';
import { personaStore, type Personas } from './personas.ts';
import { recordingStore, type Recordings } from './recordings.ts';
import { sampleLedger, type SampleLedger } from './samples.ts';
import { scenarioStore, type Scenarios } from './scenarios.ts';
import { searchSlices } from './search.ts';
import { turnStore, type Turns } from './turns.ts';
import { usageStore, type Usages } from './usages.ts';

/** Everything that the studio keeps. All methods but `backUpWhenDue` are synchronous. */
export interface Library {
  /** Absolute path of the data directory. */
  readonly directory: string;
  readonly personas: Personas;
  readonly scenarios: Scenarios;
  readonly conversations: Conversations;
  readonly turns: Turns;
  readonly events: Events;
  readonly recordings: Recordings;
  readonly metrics: MetricsStore;
  readonly egresses: Egresses;
  readonly usages: Usages;
  readonly samples: SampleLedger;
  /** Turns that hold every word of the query, taken literally; see `searchSlices`. */
  search(query: string, limit: number, filter?: ConversationFilter): Generator<SearchHit[]>;
  /** All of `work` or nothing. */
  transaction<T>(work: () => T): T;
  /** Every change is refused, with the reason that `notices` names. */
  readonly readOnly: boolean;
  /** What the user should know about the state of the library. */
  readonly notices: readonly ErrorData[];
  /** Copies the database if the last backup is older than a day. Resolves to the copy's path, null if none was due or the library was closed before it was whole. */
  backUpWhenDue(): Promise<string | null>;
  /** Idempotent. */
  close(): void;
}

/** The stores of an open database whose schema is up to date. */
export type Stores = Omit<Library, 'directory' | 'notices' | 'backUpWhenDue' | 'close'>;

export interface StoresOptions {
  now: () => Date;
  /** Every change is refused with this error. */
  readOnlyBecause?: ErrorData | null;
  /** A statement found the file corrupt. */
  onDamage?: () => void;
}

export function storesOf(
  db: Database.Database,
  { now, readOnlyBecause = null, onDamage }: StoresOptions,
): Stores {
  const { read, write } = handlesOf(db, onDamage);
  const handle = readOnlyBecause ? refusingHandle(read, readOnlyBecause) : write;
  const turns = turnStore(handle);
  const recordings = recordingStore(handle);
  const metrics = metricsStore(handle);
  const egresses = egressStore(handle);
  const usages = usageStore(handle);
  return {
    personas: personaStore(handle, now),
    scenarios: scenarioStore(handle, now),
    conversations: conversationStore(handle, { turns, recordings, metrics, egresses, usages, now }),
    turns,
    events: eventStore(handle),
    recordings,
    metrics,
    egresses,
    usages,
    samples: sampleLedger(handle, now),
    search: (query, limit, filter) => searchSlices(handle, query, limit, filter),
    transaction: handle.transaction,
    readOnly: readOnlyBecause !== null,
  };
}
