import type { voice } from '@livekit/agents';
import type { ErrorData } from '../../contract/errors.ts';
import type { SideJob } from '../../contract/worker-messages.ts';
import type { ClientContext } from '../speech/clients.ts';
import type { TurnSttOptions } from '../turn-taking/turn-stt.ts';
import type { PersonaAgent } from './persona-agent.ts';
import type { ReportUsage } from './usage-reports.ts';

/** What thinks and speaks for a side: a pipeline of three stages, or a speech-to-speech model. */
export interface Performer {
  readonly session: voice.AgentSession;
  /** A reply is under way that does not sound yet, and the session does not say so. */
  readonly isPreparing: boolean;
  /** What thinks broke off in the reply that it was last asked for: that lacks its end. */
  readonly isCutShort: boolean;
  /** Begins to listen, and to be able to speak. */
  start(input: voice.AudioInput): Promise<void>;
  /** Speaks, without having been spoken to; with these instructions beside the persona's own. */
  speak(instructions: string): void;
  /** Before the session is closed: it would wait for what has been asked for and is not wanted any more. */
  abandon?(): void;
  /** After the session has been closed. */
  close(): Promise<void>;
}

export interface PerformerOptions {
  job: SideJob;
  agent: PersonaAgent;
  keys: ClientContext['keys'];
  ports: Omit<TurnSttOptions['ports'], 'onError'>;
  /** `fatal`: the side can't go on. */
  onFault(error: ErrorData, fatal: boolean): void;
  onUsage: ReportUsage;
  /** A reply is under way, or it came to nothing; for a performer whose session does not say so. */
  onPreparing(preparing: boolean): void;
}
