import type { Conversation } from '../../contract/conversation.ts';
import { sourceOf } from '../../contract/provider.ts';
import type { WriteHandle } from './handles.ts';
import { toJson } from './text.ts';

const INSERT = `
  INSERT INTO conversations (id, title, status, end_reason, end_message, error, created_at, ended_at,
    trashed_at, duration_ms, scenario_id, persona_a, persona_b, provider_a, provider_b, speaker_a,
    speaker_b)
  VALUES (@id, @title, @status, @endReason, @endMessage, @error, @createdAt, @endedAt,
    @trashedAt, @durationMs, @scenarioId, @personaA, @personaB, @providerA, @providerB, @speakerA,
    @speakerB)`;

const DETAILS = `
  INSERT INTO conversation_details (conversation_id, config, notes) VALUES (@id, @config, @notes)`;

const FIRST = `
  INSERT INTO milestones (name, reached_at) VALUES ('first-conversation', @createdAt)
  ON CONFLICT DO NOTHING`;

/** Writes the rows of a conversation itself: without tags, turns, recordings, metrics and miniature. */
export function insertConversation(handle: WriteHandle, conversation: Conversation): void {
  const { id, title, status, endReason, endMessage, createdAt, endedAt, durationMs } = conversation;
  const { config, error, notes, trashedAt } = conversation;
  const { scenario, personas, stages } = config;
  handle.run(INSERT, {
    ...{ id, title, status, endReason, endMessage, createdAt, endedAt, trashedAt, durationMs },
    error: error && toJson(error),
    scenarioId: scenario.id,
    ...{ personaA: personas.a.id, personaB: personas.b.id },
    ...{ providerA: sourceOf(stages.a), providerB: sourceOf(stages.b) },
    ...{ speakerA: personas.a.name, speakerB: personas.b.name },
  });
  handle.run(DETAILS, { id, config: toJson(config), notes });
  handle.run(FIRST, { createdAt });
}
