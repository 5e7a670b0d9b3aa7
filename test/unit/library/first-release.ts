import Database from 'better-sqlite3';
import { migrate } from '../../../src/main/library/migrate.ts';
import { MIGRATIONS } from '../../../src/main/library/migrations/index.ts';
import { configure } from '../../../src/main/library/open-database.ts';
import { conversation, persona, scenario } from './helpers.ts';

const config = () => {
  const { config: whole } = conversation();
  const llm = { provider: 'openai', model: 'some-model' };
  return { ...whole, stages: { ...whole.stages, b: { ...whole.stages.b, llm } } };
};

/** A library as the first release wrote it: two conversations, one persona (saved three times), one scenario. */
export function writeFirstRelease(path: string): void {
  const db = new Database(path);
  configure(db);
  migrate(db, { migrations: MIGRATIONS.slice(0, 1), backUp: () => undefined });
  const insert = (table: string, row: Record<string, unknown>) => {
    const names = Object.keys(row);
    const values = names.map((name) => `@${name}`);
    db.prepare(`INSERT INTO ${table} (${names.join()}) VALUES (${values.join()})`).run(row);
  };
  for (const id of ['old-1', 'old-2']) {
    insert('conversations', {
      ...{ id, title: `Call ${id}`, status: id === 'old-1' ? 'completed' : 'interrupted' },
      ...{
        end_reason: 'goodbye',
        end_message: 'Bye.',
        duration_ms: 4000,
        config: JSON.stringify(config()),
      },
      ...{
        created_at: `2026-10-0${id.at(-1)}T10:00:00.000Z`,
        ended_at: '2026-10-02T10:01:00.000Z',
      },
      ...{ scenario_id: 'late-parcel', speaker_a: 'Mara Vogel', speaker_b: 'Tom Lindner' },
      error: id === 'old-1' ? null : JSON.stringify({ code: 'timeout', message: 'late' }),
    });
  }
  for (const [position, side] of ['b', 'a'].entries()) {
    insert('turns', {
      ...{ conversation_id: 'old-1', id: `t${position}`, position, side, speaker: side },
      ...{ text: 'about a parcel', intended: 'about a parcel', interrupted: 0 },
      ...{ start_ms: position * 2000, end_ms: position * 2000 + 1000 },
    });
  }
  insert('words', {
    turn_key: 1,
    position: 0,
    text: 'about',
    start_ms: 0,
    end_ms: 9,
    origin: 'aligned',
  });
  insert('metrics', {
    ...{ conversation_id: 'old-1', gap_median_ms: 250, overlap_ms: 0, interruptions: 1 },
    ...{ turn_count: 2, speech_a_ms: 1000, speech_b_ms: 1000 },
  });
  insert('events', { conversation_id: 'old-1', kind: 'began', payload: '{}' });
  const at = '2026-10-03T10:00:00.000Z';
  insert('personas', {
    ...{ id: 'mara-vogel', name: 'Mara Vogel', document: JSON.stringify(persona()) },
    ...{ revision: 3, updated_at: at },
  });
  insert('scenarios', {
    ...{
      id: 'late-parcel',
      name: 'Late parcel',
      document: JSON.stringify(scenario()),
      updated_at: at,
    },
  });
  db.close();
}
