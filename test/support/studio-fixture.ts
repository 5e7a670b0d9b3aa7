import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import type { Conversation, Turn } from '../../src/contract/conversation.ts';
import type { Side } from '../../src/contract/side.ts';
import type { StartConversation, StudioApi } from '../../src/contract/studio-api.ts';
import type { StudioEvent } from '../../src/contract/studio-events.ts';
import { createStudio } from '../../src/main/studio.ts';
import { fixtureCast } from './fixture-cast.ts';
import { readWav, type Sound } from './sound.ts';

/** A real studio on a data directory of its own. */
export class StudioFixture {
  readonly studio: StudioApi;
  readonly directory: string;
  readonly events: StudioEvent[] = [];

  private constructor(studio: StudioApi, directory: string) {
    this.studio = studio;
    this.directory = directory;
    studio.subscribe((event) => this.events.push(event));
  }

  /** @param env what the studio sees of the environment beside PATH and HOME */
  static async open(env: NodeJS.ProcessEnv = {}): Promise<StudioFixture> {
    const directory = await mkdtemp(path.join(tmpdir(), 'duologue-test-'));
    const { PATH, HOME, LIVEKIT_SERVER, XDG_CACHE_HOME, LOCALAPPDATA, SystemRoot } = process.env;
    const basics = { PATH, HOME, LIVEKIT_SERVER, XDG_CACHE_HOME, LOCALAPPDATA, SystemRoot };
    const studio = await createStudio({
      dataDirectory: directory,
      env: { ...basics, ...env },
      // As a window has it: what the settings choose holds.
      hostKind: 'web',
      log: pino({ level: process.env['DUOLOGUE_LOG'] ?? 'silent' }, pino.destination(2)),
    });
    return new StudioFixture(studio, directory);
  }

  async run(request: StartConversation): Promise<Conversation> {
    const { id } = await this.studio.startConversation(request);
    return this.studio.waitForConversation(id);
  }

  /** Resolves with the first event from now on that passes. */
  next(test: (event: StudioEvent) => boolean): Promise<StudioEvent> {
    return new Promise((resolve) => {
      const unsubscribe = this.studio.subscribe((event) => {
        if (!test(event)) return;
        unsubscribe();
        resolve(event);
      });
    });
  }

  sound(conversation: Conversation): Sound {
    const recording = conversation.recordings.find(({ kind }) => kind === 'local');
    if (!recording) throw new Error('there is no local recording');
    return readWav(path.resolve(this.directory, recording.path));
  }

  async close(): Promise<void> {
    await this.studio.close();
    await rm(this.directory, { recursive: true, force: true });
  }
}

/** A test scenario of test/fixtures with its personas, as a request. */
export function fixtureRequest(id: string): StartConversation {
  const { scenario, personas } = fixtureCast(id);
  return {
    scenario,
    personaA: personas.a,
    personaB: personas.b,
    provider: 'rehearsal',
    seed: 7,
  };
}

export function channelOf(side: Side): number {
  return side === 'a' ? 0 : 1;
}

/** The moments that belong to a turn and to no other of its side, ms. */
export function ownSpan(turn: Turn, turns: Turn[], marginMs: number): [number, number] {
  const mine = turns.filter(({ side }) => side === turn.side);
  const at = mine.indexOf(turn);
  const before = mine[at - 1]?.endMs ?? 0;
  const after = mine[at + 1]?.startMs ?? Number.POSITIVE_INFINITY;
  return [
    Math.max(turn.startMs - marginMs, (before + turn.startMs) / 2),
    Math.min(turn.endMs + marginMs, (after + turn.endMs) / 2),
  ];
}
