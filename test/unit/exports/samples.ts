import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { LoggedConversation } from '../../../src/contract/conversation-document.ts';
import type {
  Conversation,
  ConversationSummary,
  Recording,
  Turn,
} from '../../../src/contract/conversation.ts';
import { StudioError } from '../../../src/contract/errors.ts';
import { sourceOf } from '../../../src/contract/provider.ts';
import { wavHeader } from '../../../src/contract/wav-format.ts';
import type { ExportShelf } from '../../../src/main/exports/shelf.ts';
import { config } from '../conversations/samples.ts';

export function turn(more: Partial<Turn> = {}): Turn {
  return {
    ...{ id: 't1', index: 0, side: 'b', speaker: 'Ben', interrupted: false, gapMs: null },
    ...{ text: 'Hello there.', intended: 'Hello there.', heard: 'hello there' },
    ...{ startMs: 5210, endMs: 8140, words: [], segments: [] },
    ...more,
  };
}

/** @param wav absolute path of its recording; without it: there is none */
export function conversation(
  more: Partial<LoggedConversation> = {},
  wav?: string,
): LoggedConversation {
  return {
    id: '019ab000-0000-7000-8000-0000abcd1234',
    title: 'Late parcel',
    ...{ status: 'completed', endReason: 'goodbye', endMessage: 'Ben said goodbye.', error: null },
    ...{ createdAt: '2026-11-23T11:04:00.000Z', endedAt: '2026-11-23T11:05:12.000Z' },
    durationMs: 72_000,
    config: config(),
    turns: [turn()],
    recordings: wav === undefined ? [] : [recording(wav)],
    ...{ metrics: null, egress: null, usage: null, events: [] },
    ...{ notes: '', tags: [], trashedAt: null },
    ...more,
  };
}

export function recording(path: string, more: Partial<Recording> = {}): Recording {
  return {
    ...{ kind: 'local', path, format: 'wav', channels: 2, sampleRate: 48_000 },
    ...{ durationMs: 72_000, bytes: 10, sha256: 'stored', holes: [] },
    ...more,
  };
}

interface SoundOptions {
  ms?: number;
  hz?: number;
  kind?: Recording['kind'];
}

/** A stereo file of the library with a tone on each channel. @returns what the library knows of it */
export function soundFile(
  path: string,
  { ms = 1000, hz = 440, kind = 'local' }: SoundOptions = {},
): Recording {
  const frames = Math.round(ms * 48);
  const pcm = Buffer.alloc(frames * 4);
  for (let at = 0; at < frames; at += 1) {
    pcm.writeInt16LE(Math.round(8000 * Math.sin((at * hz * Math.PI) / 24_000)), at * 4);
    pcm.writeInt16LE(Math.round(6000 * Math.sin((at * hz * Math.PI) / 16_000)), at * 4 + 2);
  }
  const head = wavHeader({ sampleRate: 48_000, channels: 2, dataBytes: pcm.length });
  const bytes = Buffer.concat([head, pcm]);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return recording(path, { kind, durationMs: ms, bytes: bytes.length, sha256 });
}

/** A library in memory, of conversations that are made when they are asked for. */
export class FakeShelf implements ExportShelf {
  readonly all = new Map<string, () => LoggedConversation>();
  readonly running = new Set<string>();
  /** How often a whole conversation was read. */
  gets = 0;
  onGet: (id: string) => void = () => undefined;

  add(one: LoggedConversation): void {
    this.all.set(one.id, () => one);
  }

  get(id: string): LoggedConversation {
    this.gets += 1;
    this.onGet(id);
    const make = this.all.get(id);
    if (make) return make();
    throw new StudioError({ code: 'not-found', message: `There is no conversation "${id}".` });
  }

  isRunning(id: string): boolean {
    return this.running.has(id);
  }

  list({ filter, offset, limit }: Parameters<ExportShelf['list']>[0]): ConversationSummary[] {
    return [...this.all.values()]
      .map((make) => make())
      .filter((one) => (one.trashedAt !== null) === (filter.trash ?? false))
      .filter((one) => filter.tag === undefined || filter.tag.some((tag) => one.tags.includes(tag)))
      .sort((one, other) => (one.createdAt < other.createdAt ? -1 : 1))
      .slice(offset, offset + limit)
      .map(summaryOf);
  }

  *matching(query: string): Generator<string[]> {
    for (const make of this.all.values()) {
      const { id, turns } = make();
      if (turns.some(({ text }) => text.includes(query))) yield [id];
    }
  }

  recordings(id: string): Recording[] {
    return this.all.get(id)?.().recordings ?? [];
  }
}

function summaryOf(one: Conversation): ConversationSummary {
  const { id, title, status, endReason, createdAt, durationMs, config: frozen, turns } = one;
  const { personas, stages, scenario } = frozen;
  return {
    ...{ id, title, status, endReason, createdAt, durationMs, tags: one.tags },
    ...{ trashedAt: one.trashedAt, scenarioId: scenario.id, turnCount: turns.length },
    personaIds: { a: personas.a.id, b: personas.b.id },
    providers: { a: sourceOf(stages.a), b: sourceOf(stages.b) },
    speakers: { a: personas.a.name, b: personas.b.name },
    ...{ gapMedianMs: null, overlapMs: null, interruptions: null, miniature: null },
  };
}
