import type { DocumentFacts } from '../../contract/document-api.ts';
import type { ReadHandle } from './handles.ts';

const USES = {
  scenarios: `
    SELECT scenario_id AS id FROM conversations WHERE trashed_at IS NULL`,
  personas: `
    SELECT persona_a AS id FROM conversations WHERE trashed_at IS NULL
    UNION ALL
    SELECT persona_b FROM conversations WHERE trashed_at IS NULL AND persona_b <> persona_a`,
};

/** Facts about all documents of a kind that are not deleted, by id. */
export function documentFacts(read: ReadHandle, table: 'personas' | 'scenarios'): DocumentFacts[] {
  return read.all<DocumentFacts>(`
    SELECT d.id, d.revision AS version, d.updated_at AS updatedAt,
      coalesce(u.conversations, 0) AS conversations
    FROM ${table} d
      LEFT JOIN (SELECT id, count(*) AS conversations FROM (${USES[table]}) GROUP BY id) u
        ON u.id = d.id
    WHERE d.standing <> 'deleted' ORDER BY d.id`);
}
