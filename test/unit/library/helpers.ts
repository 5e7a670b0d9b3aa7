import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Conversation, Turn } from '../../../src/contract/conversation.ts';
import { StudioError, type ErrorData } from '../../../src/contract/errors.ts';
import { personaSchema, type Persona } from '../../../src/contract/persona.ts';
import { scenarioSchema, type Scenario } from '../../../src/contract/scenario.ts';
import { openLibrary, type Library } from '../../../src/main/library/index.ts';

export const silentLog = { info: () => undefined, warn: () => undefined };

/** A fresh directory that is gone after the test. */
export function temporaryDirectory(): string {
  const path = mkdtempSync(join(tmpdir(), 'duologue-library-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** A library in a directory of its own, closed after the test. */
export function openTemporary(directory = temporaryDirectory()): Library {
  const library = openLibrary({ directory, log: silentLog, host: 'test' });
  onTestFinished(() => library.close());
  return library;
}

export function persona(values: Partial<Persona> = {}): Persona {
  const base = {
    id: 'mara-vogel',
    name: 'Mara Vogel',
    role: 'customer',
    instructions: 'You are Mara.',
  };
  return personaSchema.parse({ ...base, ...values });
}

export function scenario(values: Partial<Scenario> = {}): Scenario {
  return scenarioSchema.parse({
    id: 'late-parcel',
    title: 'Late parcel',
    situation: 'A parcel has not arrived.',
    personas: { a: 'mara-vogel', b: 'tom-lindner' },
    ...values,
  });
}

export function turn(index: number, text: string, values: Partial<Turn> = {}): Turn {
  const startMs = index * 2000 + 0.25;
  return {
    id: `turn-${index}`,
    index,
    side: index % 2 === 0 ? 'b' : 'a',
    speaker: index % 2 === 0 ? 'Tom Lindner' : 'Mara Vogel',
    text,
    intended: text,
    heard: null,
    startMs,
    endMs: startMs + 1500,
    interrupted: false,
    words: text.split(' ').map((word, at) => ({
      text: word,
      startMs: startMs + at * 100,
      endMs: startMs + at * 100 + 90.5,
      origin: 'provider',
    })),
    segments: [],
    gapMs: index === 0 ? null : 240.125,
    ...values,
  };
}

const STAGES = {
  kind: 'pipeline' as const,
  llm: { provider: 'rehearsal' as const, model: 'rehearsal-mind' },
  stt: { provider: 'rehearsal' as const, model: 'rehearsal-ear' },
  tts: { provider: 'rehearsal' as const, model: 'rehearsal-voice', voice: 'en-us' },
};

export function conversation(values: Partial<Conversation> = {}): Conversation {
  return {
    id: 'conversation-1',
    title: 'Late parcel',
    status: 'running',
    endReason: null,
    endMessage: null,
    error: null,
    createdAt: '2026-11-23T10:00:00.000Z',
    endedAt: null,
    durationMs: 0,
    config: {
      scenario: scenario(),
      personas: { a: persona(), b: persona({ id: 'tom-lindner', name: 'Tom Lindner' }) },
      stages: { a: STAGES, b: STAGES },
      seed: 7,
      limits: { maxTurns: 60, maxMinutes: 10, silenceSeconds: 20 },
      connection: { kind: 'local' },
      appVersion: '0.1.0',
    },
    turns: [],
    recordings: [],
    metrics: null,
    notes: '',
    tags: [],
    trashedAt: null,
    egress: null,
    usage: null,
    ...values,
  };
}

/** The data of the StudioError that `work` throws. Fails the test if it throws none. */
export function refusalOf(work: () => unknown): ErrorData {
  try {
    work();
  } catch (thrown) {
    if (thrown instanceof StudioError) return thrown.data;
    throw thrown;
  }
  throw new Error('expected a StudioError');
}
