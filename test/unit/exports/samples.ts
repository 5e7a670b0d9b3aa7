import type { Conversation, Turn } from '../../../src/contract/conversation.ts';
import { config } from '../conversations/samples.ts';

export function turn(more: Partial<Turn> = {}): Turn {
  return {
    ...{
      id: 't1',
      index: 0,
      side: 'b',
      speaker: 'Ben',
      interrupted: false,
      words: [],
      gapMs: null,
    },
    ...{ text: 'Hello there.', intended: 'Hello there.', heard: 'hello there' },
    ...{ startMs: 5210, endMs: 8140 },
    ...more,
  };
}

/** @param wav absolute path of its recording; without it: there is none */
export function conversation(more: Partial<Conversation> = {}, wav?: string): Conversation {
  return {
    id: '019ab000-0000-7000-8000-0000abcd1234',
    title: 'Late parcel',
    ...{ status: 'completed', endReason: 'goodbye', endMessage: 'Ben said goodbye.', error: null },
    ...{ createdAt: '2026-11-23T11:04:00.000Z', endedAt: '2026-11-23T11:05:12.000Z' },
    durationMs: 72_000,
    config: config(),
    turns: [turn()],
    recordings: wav === undefined ? [] : [recording(wav)],
    metrics: null,
    ...{ notes: '', tags: [], trashedAt: null },
    ...more,
  };
}

function recording(path: string): Conversation['recordings'][number] {
  return {
    ...{ kind: 'local', path, format: 'wav', channels: 2, sampleRate: 48_000 },
    ...{ durationMs: 72_000, bytes: 10, sha256: 'stored', holes: [] },
  };
}
