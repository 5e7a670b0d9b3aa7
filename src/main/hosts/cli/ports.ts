import type { Conversation } from '../../../contract/conversation.ts';
import type { ErrorData } from '../../../contract/errors.ts';
import type { Persona } from '../../../contract/persona.ts';
import type { Scenario } from '../../../contract/scenario.ts';
import type { StartConversation } from '../../../contract/studio-api.ts';
import type { Io } from './io.ts';
import type { CliStudio } from './studio.ts';

/** How the command line asks for an engine. */
export interface OpenOptions {
  /** As given by --data-dir; without it the engine takes DUOLOGUE_DATA_DIR or the platform's folder. */
  dataDir: string | undefined;
  /** As given by --connection: `local`, `remote`, or a connection's id or name. */
  connection?: string;
  /** It is opened for a run: see `StudioOptions.mustConnect`. */
  mustConnect?: boolean;
  /** Log to stderr; without it only what DUOLOGUE_LOG asks for. */
  verbose: boolean;
  /** The front door that will use it. Default: `cli`. */
  hostKind?: 'cli' | 'web';
}

export interface ServeOptions {
  /** This port and no other (0: any free one); without it the usual one or the next. */
  port: number | undefined;
}

/** The studio in a browser tab. */
export interface Served {
  port: number;
  /** A new address to open, which works once. */
  newLink(): string;
  /** Shows an address in the user's browser. */
  show(url: string): Promise<boolean>;
  close(): Promise<void>;
}

/** Why something was not even tried. */
export type Reason = Pick<ErrorData, 'message' | 'remedy'>;

/**
 * One conversation of a batch: how it ended, why it could not start, or why it was left out (the total
 * budget was spent).
 */
export type BatchItem =
  | { kind: 'ended'; index: number; conversation: Conversation }
  | { kind: 'refused'; index: number; error: ErrorData }
  | { kind: 'left-out'; index: number; reason: Reason };

export interface BatchOptions {
  studio: CliStudio;
  request: StartConversation;
  count: number;
  /** How many at the same time. */
  concurrency: number;
  /** Run i gets seed + i. */
  seed: number;
  /** US dollars that all of them together may cost. */
  totalBudgetUsd?: number | undefined;
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
  openStudio(options: OpenOptions): Promise<CliStudio>;
  runBatch(options: BatchOptions): Promise<BatchItem[]>;
  /** The whole of the engine that `openStudio` opened. */
  serve(options: ServeOptions): Promise<Served>;
  /** Whether there is somebody in front of a screen for whom a browser can be opened. */
  canShow(env: Io['env']): boolean;
  documents: Documents;
}
