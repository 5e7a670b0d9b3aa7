import type { Conversation } from '../../../contract/conversation.ts';
import type { ErrorData } from '../../../contract/errors.ts';
import type { Persona } from '../../../contract/persona.ts';
import type { Scenario } from '../../../contract/scenario.ts';
import type { StartConversation, StudioApi } from '../../../contract/studio-api.ts';

/** How the command line asks for an engine. */
export interface OpenOptions {
  /** Absolute; without it the engine takes DUOLOGUE_DATA_DIR or the platform's folder. */
  dataDirectory: string | undefined;
  /** pino level of the log on stderr. */
  logLevel: string;
}

/** An engine and where it keeps its things. */
export interface OpenedStudio {
  studio: StudioApi;
  /** Absolute. */
  dataDirectory: string;
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
  /** Aborted: running ones are stopped in order, waiting ones are not started. */
  signal: AbortSignal;
  /** 0-based place in the batch, and the id once there is one. */
  onStarted: (index: number, id: string) => void;
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
  openStudio(options: OpenOptions): Promise<OpenedStudio>;
  runBatch(options: BatchOptions): Promise<BatchItem[]>;
  documents: Documents;
}
