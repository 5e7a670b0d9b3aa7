import type { Metrics } from '../../contract/conversation.ts';
import type { WriteHandle } from './handles.ts';

export interface MetricsStore {
  /** Inserts or replaces. */
  save(conversationId: string, metrics: Metrics): void;
  get(conversationId: string): Metrics | null;
}

interface Row extends Omit<Metrics, 'speechMs'> {
  speechA: number;
  speechB: number;
}

const SAVE = `
  INSERT OR REPLACE INTO metrics (conversation_id, first_speech_ms, gap_median_ms, gap_p95_ms,
    overlap_ms, interruptions, heard_wer, turn_count, speech_a_ms, speech_b_ms)
  VALUES (@conversationId, @firstSpeechMs, @gapMedianMs, @gapP95Ms, @overlapMs, @interruptions,
    @heardWer, @turnCount, @speechA, @speechB)`;

const GET = `
  SELECT first_speech_ms AS firstSpeechMs, gap_median_ms AS gapMedianMs, gap_p95_ms AS gapP95Ms,
    overlap_ms AS overlapMs, interruptions, heard_wer AS heardWer, turn_count AS turnCount,
    speech_a_ms AS speechA, speech_b_ms AS speechB
  FROM metrics WHERE conversation_id = @conversationId`;

/** What the list shows and sorts by stands in the conversation's row too. */
const SHOW = `
  UPDATE conversations SET gap_median_ms = @gapMedianMs, overlap_ms = @overlapMs,
    interruptions = @interruptions
  WHERE id = @conversationId`;

export function metricsStore(handle: WriteHandle): MetricsStore {
  return {
    save: (conversationId, { speechMs, ...metrics }) => {
      const speech = { speechA: speechMs.a, speechB: speechMs.b };
      handle.transaction(() => {
        handle.run(SAVE, { conversationId, ...metrics, ...speech });
        handle.run(SHOW, { conversationId, ...metrics });
      });
    },
    get: (conversationId) => {
      const row = handle.get<Row>(GET, { conversationId });
      if (!row) return null;
      const { speechA, speechB, ...metrics } = row;
      return { ...metrics, speechMs: { a: speechA, b: speechB } };
    },
  };
}
