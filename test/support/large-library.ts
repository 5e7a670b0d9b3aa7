import path from 'node:path';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type {
  Conversation,
  ConversationConfig,
  ConversationStatus,
  Turn,
} from '../../src/contract/conversation.ts';
import type { Persona } from '../../src/contract/persona.ts';
import type { Provider } from '../../src/contract/provider.ts';
import type { Scenario } from '../../src/contract/scenario.ts';
import { loadSamples, openLibrary, seedSamples } from '../../src/main/library/index.ts';
import { Babble } from './babble.ts';
import { madeUpPlayers, madeUpUsage } from './made-up-players.ts';
import { makeSound } from './made-up-sound.ts';

export interface LargeLibraryOptions {
  /** Default 10,000, of 10 turns each. */
  conversations?: number;
  turnsEach?: number;
  /** With words and their times. Default true. */
  words?: boolean;
  /** So many of the newest have a recording and stems, made up too. Default 0. */
  sounding?: number;
  seed?: number;
}

/** Rows in one transaction. */
const AT_ONCE = 500;
const MONTHS = 24;
const NEWEST = Date.parse('2026-11-20T18:00:00Z');
const SPAN_MS = MONTHS * 30 * 24 * 60 * 60 * 1000;

const PROVIDERS: readonly Provider[] = ['rehearsal', 'rehearsal', 'openai', 'openai-compatible'];
const STATUSES: readonly ConversationStatus[] = [
  ...Array.from({ length: 16 }, () => 'completed' as const),
  ...(['stopped', 'stopped', 'failed', 'interrupted'] as const),
];
const TAGS = ['baseline', 'regression', 'good', 'to review', 'demo', 'barge-in', 'slow', 'long'];

const silent = { info: () => undefined, warn: () => undefined };

/**
 * Fills the library of a data directory with made-up conversations over two years: the same ones for the
 * same options. They have no recordings unless it is asked for; one of a hundred lies in the trash. Takes one to two seconds for
 * 1,000 conversations.
 *
 * @param directory a data directory that no studio has open; created when missing
 */
export function fillLargeLibrary(directory: string, options: LargeLibraryOptions = {}): void {
  const { conversations = 10_000, sounding = 0 } = options;
  const library = openLibrary({ directory, log: silent, host: 'test' });
  try {
    const samples = loadSamples(path.join(import.meta.dirname, '../../resources'));
    seedSamples(library, samples);
    const maker = new Maker(samples, options);
    for (let from = 0; from < conversations; from += AT_ONCE) {
      library.transaction(() => {
        const end = Math.min(conversations, from + AT_ONCE);
        for (let index = from; index < end; index += 1) {
          const made = maker.make(index);
          const recordings = index >= conversations - sounding ? makeSound(directory, made) : [];
          const { durationMs } = recordings[0] ?? made;
          library.conversations.insert({ ...made, recordings, durationMs });
        }
      });
    }
  } finally {
    library.close();
  }
}

class Maker {
  readonly #scenarios: Scenario[];
  readonly #personas: Persona[];
  readonly #options: Required<Omit<LargeLibraryOptions, 'sounding'>>;
  readonly #babble: Babble;

  constructor(
    { scenarios, personas }: { scenarios: Scenario[]; personas: Persona[] },
    { conversations = 10_000, turnsEach = 10, words = true, seed = 4 }: LargeLibraryOptions,
  ) {
    this.#scenarios = scenarios;
    this.#personas = personas;
    this.#options = { conversations, turnsEach, words, seed };
    this.#babble = new Babble(textsOf(scenarios, personas), xoroshiro128plus(seed));
  }

  /** The oldest first. */
  make(index: number): Conversation {
    const config = this.#config(index);
    const turns = this.#turns(config, index);
    const durationMs = (turns.at(-1)?.endMs ?? 0) + 800;
    const status = this.#one(STATUSES);
    const at = NEWEST - Math.round((1 - index / this.#options.conversations) * SPAN_MS);
    return {
      id: `made-up-${String(index).padStart(6, '0')}`,
      title: this.#below(6) === 0 ? this.#babble.say(4) : config.scenario.title,
      status,
      endReason: status === 'completed' ? 'goodbye' : status === 'stopped' ? 'stopped' : 'fault',
      endMessage: 'It is made up.',
      error: null,
      createdAt: new Date(at).toISOString(),
      endedAt: new Date(at + durationMs).toISOString(),
      durationMs,
      config,
      turns,
      recordings: [],
      metrics: this.#metrics(turns),
      usage: madeUpUsage(config, turns),
      notes: this.#below(20) === 0 ? this.#babble.say(30) : '',
      tags: TAGS.filter(() => this.#below(12) === 0),
      // Now, or a studio would purge it when it starts.
      egress: null,
      trashedAt: this.#below(100) === 0 ? new Date().toISOString() : null,
    };
  }

  #config(index: number): ConversationConfig {
    const scenario = this.#one(this.#scenarios);
    const provider = this.#one(PROVIDERS);
    const suited = (id: string) => this.#personas.find((one) => one.id === id);
    const persona = (id: string) =>
      (this.#below(3) === 0 ? undefined : suited(id)) ?? this.#one(this.#personas);
    return {
      scenario,
      personas: { a: persona(scenario.personas.a), b: persona(scenario.personas.b) },
      stages: madeUpPlayers(provider, index),
      seed: index,
      limits: scenario.limits,
      connection: { kind: 'local' },
      appVersion: '0.1.0',
    };
  }

  #turns({ personas, scenario }: ConversationConfig, conversation: number): Turn[] {
    const { turnsEach } = this.#options;
    const turns: Turn[] = [];
    let atMs = 700;
    let side = scenario.opener;
    for (let index = 0; index < turnsEach; index += 1) {
      const gapMs = index === 0 ? null : this.#below(900) - 150 + this.#below(10) / 10;
      const id = `${conversation}-${index}`;
      const speaker = personas[side].name;
      turns.push(this.#turn({ id, index, side, speaker, startMs: atMs + (gapMs ?? 0), gapMs }));
      atMs = turns.at(-1)?.endMs ?? atMs;
      side = side === 'a' ? 'b' : 'a';
    }
    return turns;
  }

  #turn(about: Pick<Turn, 'id' | 'index' | 'side' | 'speaker' | 'startMs' | 'gapMs'>): Turn {
    const text = this.#babble.say(4 + this.#below(20));
    const { startMs } = about;
    const spoken = text.split(' ');
    const words = spoken.map((word, at) => ({
      text: word,
      startMs: startMs + at * 320,
      endMs: startMs + at * 320 + 290,
      origin: 'aligned' as const,
    }));
    return {
      ...about,
      text,
      intended: text,
      heard: this.#below(4) === 0 ? text.toLowerCase() : text,
      endMs: startMs + spoken.length * 320,
      interrupted: this.#below(25) === 0,
      words: this.#options.words ? words : [],
      segments: [],
    };
  }

  #metrics(turns: readonly Turn[]): Conversation['metrics'] {
    if (this.#below(30) === 0) return null;
    const speech = (side: 'a' | 'b') =>
      turns.filter((turn) => turn.side === side).reduce((sum, t) => sum + t.endMs - t.startMs, 0);
    return {
      firstSpeechMs: 600 + this.#below(900),
      gapMedianMs: this.#below(20) === 0 ? null : this.#below(700) + 0.5,
      gapP95Ms: 900 + this.#below(400),
      overlapMs: this.#below(3) === 0 ? this.#below(4000) : 0,
      interruptions: turns.filter((turn) => turn.interrupted).length,
      heardWer: this.#below(100) / 1000,
      turnCount: turns.length,
      speechMs: { a: speech('a'), b: speech('b') },
    };
  }

  #one<T>(values: readonly T[]): T {
    const value = values[this.#below(values.length)];
    if (value === undefined) throw new Error('there is nothing to choose from');
    return value;
  }

  #below(limit: number): number {
    return this.#babble.below(limit);
  }
}

function textsOf(scenarios: readonly Scenario[], personas: readonly Persona[]): string[] {
  const lines = scenarios.flatMap(({ rehearsal }) =>
    (rehearsal?.lines ?? []).flatMap(({ say }) => (typeof say === 'string' ? [say] : say)),
  );
  const facts = personas.flatMap((persona) => persona.facts);
  return [...lines, ...facts].map((text) => text.replace(/\{\{\w+\.\w+\}\}/g, 'there'));
}
