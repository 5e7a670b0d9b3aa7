import type { Conversation } from '../../../contract/conversation.ts';
import type { ErrorData } from '../../../contract/errors.ts';
import type { Persona } from '../../../contract/persona.ts';
import type { Scenario } from '../../../contract/scenario.ts';
import type { StartConversation, StudioApi } from '../../../contract/studio-api.ts';

/** How the command line asks for an engine. */
export interface OpenOptions {
  /** As given by --data-dir; without it the engine takes DUOLOGUE_DATA_DIR or the platform's folder. */
  dataDir: string | undefined;
  /** Log to stderr; without it only what DUOLOGUE_LOG asks for. */
  verbose: boolean;
}

/** One conversation of a batch: how it ended, or why it could not even start. */
export type BatchItem =
  | { kind: 'ended'; index: number; conversation: Conversation }
  | { kind: 'refused'; index: number; error: ErrorData };

export interface BatchOptions {
  studio: StudioApi;
  request: StartConversation;
  count: number;
  /** How many at the same time. */
  concurrency: number;
  /** Run i gets seed + i. */
  seed: number;
  /** Aborted: running ones are stopped in order, waiting ones are not started. */
  signal: AbortSignal;
  onStarted: (id: string, index: number) => void;
  onEnded: (result: BatchItem) => void;
}

/** Persona and scenario files. Every refusal is a StudioError that names the path and the reason. */
export interface Documents {
  readPersona(path: string): Promise<Persona>;
  readScenario(path: string): Promise<Scenario>;
  /** YAML, as `import` reads it. */
  formatPersona(persona: Persona): string;
  formatScenario(scenario: Scenario): string;
}

/** What the command line needs of the engine; tests give a fake. */
export interface Ports {
  version: string;
  openStudio(options: OpenOptions): Promise<StudioApi>;
  runBatch(options: BatchOptions): Promise<BatchItem[]>;
  documents: Documents;
}
