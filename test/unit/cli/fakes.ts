import { StudioError } from '../../../src/contract/errors.ts';
import type { LoggedEvent } from '../../../src/contract/conversation-document.ts';
import type { Conversation, ConversationSummary } from '../../../src/contract/conversation.ts';
import type { Persona } from '../../../src/contract/persona.ts';
import type { Scenario } from '../../../src/contract/scenario.ts';
import type {
  ExportMeasure,
  ExportProgress,
  StartExport,
} from '../../../src/contract/export-api.ts';
import type { ImportProgress, StartImport } from '../../../src/contract/import-api.ts';
import { sourceOf, type Provider } from '../../../src/contract/provider.ts';
import type { Search, SearchHit } from '../../../src/contract/library-api.ts';
import {
  settingsSchema,
  type ListModels,
  type ModelList,
  type SettingsView,
  type TestConnection,
  type Verdict,
} from '../../../src/contract/settings.ts';
import type { EstimateRun, StartConversation } from '../../../src/contract/studio-api.ts';
import type { StudioEvent } from '../../../src/contract/studio-events.ts';
import type { Estimate } from '../../../src/contract/usage.ts';
import { runBatch } from '../../../src/main/conversations/batch.ts';
import { formatPersona, formatScenario } from '../../../src/main/library/documents/format.ts';
import { readPersona, readScenario } from '../../../src/main/library/documents/read-document.ts';
import type { Io } from '../../../src/main/hosts/cli/io.ts';
import type { OpenOptions, Ports } from '../../../src/main/hosts/cli/ports.ts';
import { newApp, runCli } from '../../../src/main/hosts/cli/program.ts';
import type { CliStudio } from '../../../src/main/hosts/cli/studio.ts';
import { conversation, lateParcel, maya, tom } from './samples.ts';

export function missing(what: string, id: string): StudioError {
  return new StudioError({
    code: 'not-found',
    message: `There is no ${what} "${id}".`,
    remedy: 'Did you mean late-parcel?',
  });
}

/** What a fake run does: it may push events, waits for its end or the stop, and gives the result. */
export type FakeRun = (
  id: string,
  emit: (event: StudioEvent) => void,
  stopped: Promise<void>,
) => Promise<Conversation>;

/** An engine in memory. */
export class FakeStudio implements CliStudio {
  readonly personas = new Map<string, Persona>([maya, tom].map((one) => [one.id, one]));
  readonly scenarios = new Map<string, Scenario>([[lateParcel.id, lateParcel]]);
  readonly conversations = new Map<string, Conversation>();
  readonly requests: StartConversation[] = [];
  closed = 0;
  play: FakeRun = (id) => Promise.resolve(conversation({ id }));
  checks: Awaited<ReturnType<CliStudio['doctor']>> = [];
  readonly #listeners = new Set<(event: StudioEvent) => void>();
  readonly #runs = new Map<string, { end: Promise<Conversation>; stop: () => void }>();

  startConversation = async (request: StartConversation): Promise<{ id: string }> => {
    if (typeof request.scenario === 'string' && !this.scenarios.has(request.scenario)) {
      throw missing('scenario', request.scenario);
    }
    this.requests.push(request);
    const id = `c-${this.requests.length}`;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.conversations.set(id, conversation({ id, status: 'running' }));
    const end = Promise.resolve().then(() => this.play(id, this.emit, promise));
    this.#runs.set(id, { end, stop: resolve });
    return { id };
  };

  readonly estimates: EstimateRun[] = [];
  estimate: Estimate = {
    perConversation: { lowUsd: 0.012, highUsd: 0.2 },
    total: { lowUsd: 0.12, highUsd: 2 },
    leastBudgetUsd: 0.03,
    unpriced: [],
    pricesAsOf: '2026-11-23',
    note: 'For 6 to 60 turns.',
  };

  estimateRun = async (request: EstimateRun): Promise<Estimate> => {
    this.estimates.push(request);
    return this.estimate;
  };

  settings = settingsSchema.parse({});

  /** What runs use when they name none. */
  provider: Provider = 'rehearsal';
  readonly listed: ListModels[] = [];
  models: ModelList = { models: ['tiny'], voices: [], source: 'endpoint' };

  listModels = async (request: ListModels): Promise<ModelList> => {
    this.listed.push(request);
    return this.models;
  };

  /** Which LiveKit holds, and what else the settings say of it. */
  place: Pick<SettingsView, 'effective' | 'environmentConnection' | 'secrets'> = {
    effective: {
      connection: { kind: 'local' },
      provider: 'rehearsal',
      prices: { asOf: '2026-11-23', prices: [] },
    },
    environmentConnection: null,
    secrets: [],
  };

  getSettings = async (): Promise<SettingsView> => ({
    ...{ settings: this.settings, ...this.place, presets: [], notices: [] },
    effective: { ...this.place.effective, provider: this.provider },
    protection: { level: 'session', note: '' },
    dataDirectory: '/data',
  });

  tested: TestConnection[] = [];

  testConnection = async (request: TestConnection): Promise<Verdict> => {
    this.tested.push(request);
    const works = request.kind === 'local' || request.id !== 'broken';
    return works
      ? { ok: true, note: 'It answers.', tookMs: 12 }
      : { ok: false, note: 'Nobody is there.', remedy: 'Check the address.', tookMs: 12 };
  };

  emit = (event: StudioEvent): void => {
    for (const listener of this.#listeners) listener(event);
  };

  stopConversation = async (id: string): Promise<Conversation> => {
    this.#runs.get(id)?.stop();
    return this.waitForConversation(id);
  };

  waitForConversation = async (id: string): Promise<Conversation> => {
    const run = this.#runs.get(id);
    if (run === undefined) throw missing('conversation', id);
    const ended = await run.end;
    this.conversations.set(id, ended);
    return ended;
  };

  getConversation = async (id: string): Promise<Conversation> => {
    const found = this.conversations.get(id);
    if (found === undefined) throw missing('conversation', id);
    return found;
  };

  listEvents = async (id: string): Promise<LoggedEvent[]> => {
    await this.getConversation(id);
    return [{ atMs: null, kind: 'step', payload: { name: 'room', state: 'done' } }];
  };

  listConversations = async ({ limit = 50, offset = 0 } = {}) => {
    const all = [...this.conversations.values()].map(summary);
    return { total: all.length, items: all.slice(offset, offset + limit) };
  };

  searchTurns = async ({ query }: Search): Promise<SearchHit[]> =>
    query === 'parcel'
      ? [
          {
            conversationId: 'c-1',
            title: 'Late parcel',
            turnId: 't1',
            side: 'a',
            speaker: 'Maya Lindholm',
            startMs: 2610,
            createdAt: '2026-11-23T11:04:00.000Z',
            snippet: 'about a \u0002parcel\u0003 that never came',
          },
        ]
      : [];

  deleteConversation = async (id: string): Promise<void> => {
    if (!this.conversations.delete(id)) throw missing('conversation', id);
  };

  listPersonas = async () => [...this.personas.values()];
  getPersona = async (id: string) => this.personas.get(id) ?? reject('persona', id);
  savePersona = async (persona: Persona) => {
    this.personas.set(persona.id, persona);
    return persona;
  };
  deletePersona = async (id: string) => {
    if (!this.personas.delete(id)) throw missing('persona', id);
  };

  listScenarios = async () => [...this.scenarios.values()];
  getScenario = async (id: string) => this.scenarios.get(id) ?? reject('scenario', id);
  saveScenario = async (scenario: Scenario) => {
    this.scenarios.set(scenario.id, scenario);
    return scenario;
  };
  deleteScenario = async (id: string) => {
    if (!this.scenarios.delete(id)) throw missing('scenario', id);
  };

  readonly exports: StartExport[] = [];
  readonly resumed: string[] = [];
  readonly cancelled: string[] = [];
  /** An export runs until it is cancelled, or `endExport` is called. */
  exportStays = false;
  endExport: () => void = () => undefined;
  exportMeasure: ExportMeasure = {
    ...{ conversations: 2, durationMs: 61_500, bytes: 12_345_678 },
    ...{ withoutAudio: 0, withoutStems: 0 },
  };
  /** What becomes of the next export. */
  exportEnd: Partial<ExportProgress> = {
    state: 'done',
    files: ['one/conversation.wav', 'manifest.json'],
  };

  measureExport = async (request: StartExport): Promise<ExportMeasure> => {
    this.exports.push(request);
    return this.exportMeasure;
  };

  startExport = async (request: StartExport): Promise<ExportProgress> => {
    this.exports.push(request);
    const { selection, directory = '/downloads/Duologue' } = request;
    return this.#export(directory, selection.kind === 'ids' ? selection.ids.length : 3);
  };

  resumeExport = async (directory: string): Promise<ExportProgress> => {
    this.resumed.push(directory);
    return this.#export(directory, 3);
  };

  cancelExport = async (id: string): Promise<void> => {
    this.cancelled.push(id);
    this.endExport();
  };

  #export(directory: string, total: number): ExportProgress {
    const running: ExportProgress = {
      ...{ id: 'e-1', state: 'running', done: 0, total, bytes: 0, directory, files: [] },
      error: null,
    };
    this.emit({ kind: 'export', progress: running });
    this.endExport = () =>
      this.emit({ kind: 'export', progress: { ...running, done: total, ...this.exportEnd } });
    if (!this.exportStays) this.endExport();
    return running;
  }

  readonly imports: StartImport[] = [];
  readonly cancelledImports: string[] = [];
  /** An import runs until it is cancelled. */
  importStays = false;
  /** What becomes of the next imports, in order. */
  importEnds: Partial<ImportProgress>[] = [{ imported: ['c-9'], done: 1, total: 1 }];

  startImport = async (request: StartImport): Promise<ImportProgress> => {
    if (request.source.kind === 'path' && request.source.path.endsWith('nowhere')) {
      throw missing('file', request.source.path);
    }
    this.imports.push(request);
    const running: ImportProgress = {
      ...{ id: 'i-1', state: 'running', done: 0, total: 3, error: null },
      ...{ imported: [], skipped: [], failures: [], incomplete: [] },
    };
    this.emit({ kind: 'import', progress: running });
    const end = { ...running, state: 'done' as const, ...this.importEnds.shift() };
    if (!this.importStays) this.emit({ kind: 'import', progress: end });
    return running;
  };

  cancelImport = async (id: string): Promise<void> => {
    this.cancelledImports.push(id);
    const progress: ImportProgress = {
      ...{ id, state: 'cancelled', done: 1, total: 3, error: null },
      ...{ imported: ['c-7'], skipped: [], failures: [], incomplete: [] },
    };
    this.emit({ kind: 'import', progress });
  };

  doctor = async () => this.checks;

  subscribe = (listener: (event: StudioEvent) => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  close = async () => {
    this.closed += 1;
  };
}

function reject(what: string, id: string): never {
  throw missing(what, id);
}

function summary(one: Conversation): ConversationSummary {
  const { id, title, status, endReason, createdAt, durationMs, config, turns, metrics } = one;
  const { personas, stages } = config;
  return {
    ...{ id, title, status, endReason, createdAt, durationMs, tags: one.tags },
    trashedAt: one.trashedAt,
    scenarioId: config.scenario.id,
    personaIds: { a: personas.a.id, b: personas.b.id },
    providers: { a: sourceOf(stages.a), b: sourceOf(stages.b) },
    speakers: { a: personas.a.name, b: personas.b.name },
    turnCount: turns.length,
    gapMedianMs: metrics?.gapMedianMs ?? null,
    overlapMs: metrics?.overlapMs ?? null,
    interruptions: metrics?.interruptions ?? null,
    miniature: null,
  };
}

/** The real batch and the real documents around a fake engine. */
export function fakePorts(studio: CliStudio): Ports {
  return {
    version: '1.2.3',
    openStudio: async () => studio,
    runBatch,
    serve: () => Promise.reject(new Error('this test serves nothing')),
    canShow: () => false,
    documents: { readPersona, readScenario, formatPersona, formatScenario },
  };
}

export interface Called {
  code: number;
  stdout: string;
  stderr: string;
  opened: OpenOptions[];
}

export interface CallOptions {
  studio?: FakeStudio;
  cwd?: string;
  env?: Record<string, string>;
  ports?: Partial<Ports>;
  /** Makes stderr a terminal of this many columns. */
  columns?: number;
  /** Makes stdout one too. */
  resultSeen?: boolean;
  /** Called with the way to send a signal, before the command starts. */
  signals?: (send: () => void, advance: (ms: number) => void) => void;
  /** Called with the way to press Enter, before the command starts. */
  enter?: (press: () => void) => void;
}

/** Runs one command line against a fake process and engine. */
export async function call(argv: string[], options: CallOptions = {}): Promise<Called> {
  const { studio = new FakeStudio(), cwd = '/', env = {} } = options;
  const called: Called = { code: -1, stdout: '', stderr: '', opened: [] };
  const listeners = new Set<() => void>();
  let now = 0;
  const enters = new Set<() => void>();
  options.signals?.(
    () => listeners.forEach((listener) => listener()),
    (ms) => (now += ms),
  );
  options.enter?.(() => enters.forEach((listener) => listener()));
  const terminal =
    options.columns === undefined
      ? {}
      : { isTTY: true, columns: options.columns, getColorDepth: () => 8 };
  const io: Io = {
    stdout: {
      write: (text) => (called.stdout += text),
      ...(options.resultSeen === true ? terminal : {}),
    },
    stderr: { write: (text) => (called.stderr += text), ...terminal },
    env,
    cwd,
    now: () => now,
    onSignal: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    onEnter: (listener) => {
      enters.add(listener);
      return () => void enters.delete(listener);
    },
    exit: (code) => (called.code = code),
  };
  const ports = { ...fakePorts(studio), ...options.ports };
  const { openStudio } = ports;
  const watched: Ports = {
    ...ports,
    openStudio: (asked) => {
      called.opened.push(asked);
      return openStudio(asked);
    },
  };
  const code = await runCli(newApp(watched, io), argv);
  if (called.code === -1) called.code = code;
  return called;
}
