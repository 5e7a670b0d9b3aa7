import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Conversation } from '../../contract/conversation.ts';
import { parseInput, StudioError, toErrorData } from '../../contract/errors.ts';
import { personaSchema, type Persona } from '../../contract/persona.ts';
import { scenarioSchema, type Scenario } from '../../contract/scenario.ts';
import {
  listConversationsSchema,
  searchSchema,
  startConversationSchema,
  type Check,
  type ListConversations,
  type Search,
  type StartConversation,
  type StudioApi,
} from '../../contract/studio-api.ts';
import type { StudioEvent } from '../../contract/studio-events.ts';
import { freezeConfig, type FreezeOptions } from '../conversations/freeze.ts';
import type { EnginePort } from '../conversations/ports.ts';
import type { RunService } from '../conversations/run-service.ts';
import { examine } from '../doctor/doctor.ts';
import type { Library } from '../library/index.ts';
import type { Log } from '../log.ts';
import type { StudioListeners } from './listeners.ts';

export interface StudioParts extends Omit<FreezeOptions, 'shelves'> {
  library: Library;
  engine: EnginePort & { close(): Promise<void> };
  runs: RunService;
  listeners: StudioListeners;
  log: Log;
}

const idSchema = z.string().min(1).max(200);

/** What the front doors call: every request is checked here, whoever sends it. */
export class Studio implements StudioApi {
  readonly #parts: StudioParts;
  #closed: Promise<void> | undefined;

  constructor(parts: StudioParts) {
    this.#parts = parts;
  }

  async startConversation(request: StartConversation): Promise<{ id: string }> {
    const { library, runs } = this.#parts;
    const valid = parseInput(startConversationSchema, request, 'The request');
    return { id: runs.start(freezeConfig(valid, { ...this.#parts, shelves: library })) };
  }

  async stopConversation(id: string): Promise<Conversation> {
    return this.#forUsers(await this.#parts.runs.stop(checkedId(id)));
  }

  async waitForConversation(id: string): Promise<Conversation> {
    return this.#forUsers(await this.#parts.runs.wait(checkedId(id)));
  }

  async getConversation(id: string): Promise<Conversation> {
    return this.#forUsers(this.#parts.library.conversations.get(checkedId(id)));
  }

  async listConversations(request: ListConversations = {}) {
    const page = parseInput(listConversationsSchema, request, 'The request');
    return this.#parts.library.conversations.list(page);
  }

  async searchTurns(request: Search) {
    const { query, limit } = parseInput(searchSchema, request, 'The search');
    return this.#parts.library.search(query, limit);
  }

  async deleteConversation(id: string): Promise<void> {
    const { library, runs } = this.#parts;
    if (runs.isRunning(checkedId(id))) throw running(id);
    const files = library.conversations.delete(id);
    for (const file of files) await rm(join(library.directory, file), { force: true });
    // Ids of ours are UUIDs; one that a foreign hand wrote must not lead out of the folder.
    if (!/^[\w-]+$/.test(id)) return;
    await rm(join(library.directory, 'recordings', id), { recursive: true, force: true });
  }

  async listPersonas(): Promise<Persona[]> {
    return this.#parts.library.personas.list();
  }

  async getPersona(id: string): Promise<Persona> {
    return this.#parts.library.personas.get(checkedId(id));
  }

  async savePersona(persona: Persona): Promise<Persona> {
    return this.#parts.library.personas.save(parseInput(personaSchema, persona, 'The persona'));
  }

  async deletePersona(id: string): Promise<void> {
    this.#parts.library.personas.delete(checkedId(id));
  }

  async listScenarios(): Promise<Scenario[]> {
    return this.#parts.library.scenarios.list();
  }

  async getScenario(id: string): Promise<Scenario> {
    return this.#parts.library.scenarios.get(checkedId(id));
  }

  async saveScenario(scenario: Scenario): Promise<Scenario> {
    return this.#parts.library.scenarios.save(parseInput(scenarioSchema, scenario, 'The scenario'));
  }

  async deleteScenario(id: string): Promise<void> {
    this.#parts.library.scenarios.delete(checkedId(id));
  }

  async doctor(): Promise<Check[]> {
    const { library, engine, env } = this.#parts;
    return await examine({ library, engine, env });
  }

  subscribe(listener: (event: StudioEvent) => void): () => void {
    return this.#parts.listeners.subscribe(listener);
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  /** Runs first, so that everything is stored; then the processes; the library last. */
  async #close(): Promise<void> {
    const { runs, engine, library, log } = this.#parts;
    try {
      await runs.close();
      await engine.close();
    } catch (thrown) {
      log.error({ error: toErrorData(thrown) }, 'closing failed');
    } finally {
      library.close();
    }
    log.info('studio closed');
  }

  /** Paths of recordings are relative in the library and absolute for users. */
  #forUsers(conversation: Conversation): Conversation {
    const { directory } = this.#parts.library;
    const recordings = conversation.recordings.map((recording) => ({
      ...recording,
      path: join(directory, recording.path),
    }));
    return { ...conversation, recordings };
  }
}

function checkedId(id: string): string {
  return parseInput(idSchema, id, 'The id');
}

function running(id: string): StudioError {
  return new StudioError({
    code: 'conflict',
    message: `The conversation ${id} is still running.`,
    remedy: 'Stop it first.',
  });
}
