import { usageEntrySchema, type Usage, type UsageEntry } from '../../contract/usage.ts';
import type { WriteHandle } from './handles.ts';
import { toJson } from './text.ts';

/** What conversations used of their providers; at most one of each conversation. */
export interface Usages {
  /** Inserts or replaces. */
  save(conversationId: string, usage: Usage): void;
  get(conversationId: string): Usage | null;
}

interface Row {
  entries: string;
  usd: number;
  unpriced: string;
  pricesAsOf: string;
}

const SAVE = `
  INSERT OR REPLACE INTO usages (conversation_id, entries, usd, unpriced, prices_as_of)
  VALUES (@conversationId, @entries, @usd, @unpriced, @pricesAsOf)`;
const GET = `
  SELECT entries, usd, unpriced, prices_as_of AS pricesAsOf FROM usages
  WHERE conversation_id = @conversationId`;

export function usageStore(handle: WriteHandle): Usages {
  return {
    save: (conversationId, { entries, cost: { usd, unpriced, pricesAsOf } }) => {
      // In the schema's order of keys, as an import has it: exported again it is the same document.
      const ordered = entries.map((entry) => usageEntrySchema.parse(entry));
      const lists = { entries: toJson(ordered), unpriced: toJson(unpriced) };
      handle.run(SAVE, { conversationId, usd, pricesAsOf, ...lists });
    },
    get: (conversationId) => {
      const row = handle.get<Row>(GET, { conversationId });
      if (!row) return null;
      const { usd, pricesAsOf } = row;
      const unpriced = JSON.parse(row.unpriced) as string[];
      return {
        entries: JSON.parse(row.entries) as UsageEntry[],
        cost: { usd, unpriced, pricesAsOf },
      };
    },
  };
}
