import type { Persona } from '../../contract/persona.ts';
import type { Scenario } from '../../contract/scenario.ts';
import type { DocumentStore } from './document-store.ts';
import { digestOf } from './document-store.ts';
import type { WriteHandle } from './handles.ts';
import { toJson } from './text.ts';

/** The documents that Duologue ships. */
export interface SampleSet {
  personas: Persona[];
  scenarios: Scenario[];
}

/** Which samples were put into this library, in which wording. */
export interface SampleLedger {
  digest(kind: string, id: string): string | null;
  record(kind: string, id: string, digest: string): void;
}

/** What seeding needs of a library. */
export interface SeedTarget {
  personas: DocumentStore<Persona>;
  scenarios: DocumentStore<Scenario>;
  samples: SampleLedger;
  readOnly: boolean;
  transaction<T>(work: () => T): T;
}

const RECORD = `
  INSERT OR REPLACE INTO samples (kind, id, digest, seeded_at) VALUES (@kind, @id, @digest, @at)`;

export function sampleLedger(handle: WriteHandle, now: () => Date): SampleLedger {
  const find = 'SELECT digest FROM samples WHERE kind = @kind AND id = @id';
  return {
    digest: (kind, id) => handle.get<{ digest: string }>(find, { kind, id })?.digest ?? null,
    record: (kind, id, digest) => {
      handle.run(RECORD, { kind, id, digest, at: now().toISOString() });
    },
  };
}

/**
 * What becomes of a sample. `seeded`: as it was put in before; `stored`: as it stands now. What the
 * user changed, deleted or wrote under the same id stays as it is.
 */
function seedingOf(
  shipped: string,
  seeded: string | null,
  stored: string | null,
): 'insert' | 'update' | 'leave' {
  if (seeded === null) return stored === null ? 'insert' : 'leave';
  return shipped !== seeded && stored === seeded ? 'update' : 'leave';
}

function seedKind<T extends { id: string }>(
  kind: string,
  documents: T[],
  store: DocumentStore<T>,
  ledger: SampleLedger,
): number {
  let written = 0;
  for (const document of documents) {
    const { id } = document;
    const shipped = digestOf(toJson(document));
    const seeded = ledger.digest(kind, id);
    const seeding = seedingOf(shipped, seeded, store.digest(id));
    if (seeding !== 'leave') {
      store.save(document);
      written += 1;
    }
    if (seeding !== 'leave' || seeded === null) ledger.record(kind, id, shipped);
  }
  return written;
}

/** Puts new and improved samples into a library. Returns how many documents were written. */
export function seedSamples(library: SeedTarget, { personas, scenarios }: SampleSet): number {
  if (library.readOnly) return 0;
  return library.transaction(
    () =>
      seedKind('persona', personas, library.personas, library.samples) +
      seedKind('scenario', scenarios, library.scenarios, library.samples),
  );
}
