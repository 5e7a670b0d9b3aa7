import { z } from 'zod';
import type { DocumentRef } from '../../contract/document-api.ts';

/** What was typed and not stored yet; the form's values as they stood, valid or not. */
export interface Draft {
  values: unknown;
  /** ISO 8601, UTC. */
  at: string;
}

/** The part of Storage that drafts need. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const draftSchema = z.object({ values: z.unknown(), at: z.iso.datetime() });

/** Keeps what an editor couldn't store yet, until the tab is closed. */
export class Drafts {
  private readonly storage: DraftStorage;

  constructor(storage: DraftStorage) {
    this.storage = storage;
  }

  keep(ref: DocumentRef, values: unknown, now: Date): void {
    const draft: Draft = { values, at: now.toISOString() };
    try {
      this.storage.setItem(keyOf(ref), JSON.stringify(draft));
    } catch {
      // Storage is full or forbidden: the form itself still holds what was typed.
    }
  }

  /** Undefined when there is none, or none that can be read. */
  find(ref: DocumentRef): Draft | undefined {
    const text = this.storage.getItem(keyOf(ref));
    if (text === null) return undefined;
    try {
      const { values, at } = draftSchema.parse(JSON.parse(text));
      return { values, at };
    } catch {
      return undefined;
    }
  }

  drop(ref: DocumentRef): void {
    this.storage.removeItem(keyOf(ref));
  }
}

function keyOf({ kind, id }: DocumentRef): string {
  return `duologue.draft.${kind}.${id}`;
}
