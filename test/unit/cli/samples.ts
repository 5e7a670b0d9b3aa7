import {
  conversationSchema,
  type Conversation,
  type Turn,
} from '../../../src/contract/conversation.ts';
import { personaSchema } from '../../../src/contract/persona.ts';
import { scenarioSchema } from '../../../src/contract/scenario.ts';

const stage = { provider: 'rehearsal', model: 'rehearsal' } as const;
const stages = { llm: stage, stt: stage, tts: { ...stage, voice: 'en' } };

export const maya = personaSchema.parse({
  id: 'maya',
  name: 'Maya Lindholm',
  role: 'customer',
  summary: 'Waits for a parcel.',
  instructions: 'You are Maya.',
});

export const tom = personaSchema.parse({
  id: 'tom',
  name: 'Tom Becker',
  role: 'support agent',
  instructions: 'You are Tom.',
});

export const lateParcel = scenarioSchema.parse({
  id: 'late-parcel',
  title: 'Late parcel',
  summary: 'A parcel has not come.',
  situation: 'Maya calls Parcel Point.',
  personas: { a: 'maya', b: 'tom' },
});

/** A turn; give what the test is about. */
export function turn(given: Partial<Turn> = {}): Turn {
  const text = given.text ?? 'Hello, this is Parcel Point.';
  return {
    id: 't0',
    index: 0,
    side: 'b',
    speaker: 'Tom Becker',
    text,
    intended: text,
    heard: text,
    startMs: 640,
    endMs: 2400,
    interrupted: false,
    words: [{ text: 'Hello,', startMs: 640, endMs: 900, origin: 'provider' }],
    segments: [[640, 900]],
    gapMs: null,
    ...given,
  };
}

/** A finished conversation; give what the test is about. */
export function conversation(given: Partial<Conversation> = {}): Conversation {
  return conversationSchema.parse({
    id: 'c-1',
    title: 'Late parcel',
    status: 'completed',
    endReason: 'goodbye',
    endMessage: 'Tom Becker said goodbye and hung up.',
    error: null,
    createdAt: '2026-11-23T11:04:00.000Z',
    endedAt: '2026-11-23T11:05:12.400Z',
    durationMs: 72_400,
    config: {
      scenario: lateParcel,
      personas: { a: maya, b: tom },
      stages: { a: stages, b: stages },
      seed: 7,
      limits: lateParcel.limits,
      connection: { kind: 'local' },
      appVersion: '0.1.0',
    },
    turns: [
      turn(),
      turn({
        id: 't1',
        index: 1,
        side: 'a',
        speaker: 'Maya Lindholm',
        text: 'Hi, I am calling about',
        intended: 'Hi, I am calling about a parcel that never came.',
        startMs: 2610,
        endMs: 4000,
        interrupted: true,
        gapMs: 210,
      }),
    ],
    recordings: [
      {
        kind: 'local',
        path: '/data/recordings/c-1/conversation.wav',
        format: 'wav',
        channels: 2,
        sampleRate: 48_000,
        durationMs: 72_400,
        bytes: 13_900_844,
        sha256: '0'.repeat(64),
        holes: [],
      },
    ],
    metrics: {
      firstSpeechMs: 840,
      gapMedianMs: 310,
      gapP95Ms: 620,
      overlapMs: 120,
      interruptions: 1,
      heardWer: 0.0123,
      turnCount: 2,
      speechMs: { a: 1390, b: 1760 },
    },
    notes: '',
    tags: [],
    trashedAt: null,
    egress: null,
    ...given,
  });
}
