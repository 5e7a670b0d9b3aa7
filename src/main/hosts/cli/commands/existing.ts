import { StudioError } from '../../../../contract/errors.ts';

/** Refuses an import that holds an id twice, or one of `known`. */
export function refuseExisting(
  what: string,
  documents: readonly { id: string }[],
  known: readonly { id: string }[],
): void {
  const taken = new Set(known.map(({ id }) => id));
  const seen = new Set<string>();
  for (const { id } of documents) {
    if (seen.has(id))
      throw conflict(`Two of the files hold the ${what} "${id}".`, 'Give one of them another id.');
    if (taken.has(id)) {
      const remedy = 'Give it another id, or replace what is there with --force.';
      throw conflict(`There is a ${what} "${id}" already; nothing was imported.`, remedy);
    }
    seen.add(id);
  }
}

function conflict(message: string, remedy: string): StudioError {
  return new StudioError({ code: 'conflict', message, remedy });
}
