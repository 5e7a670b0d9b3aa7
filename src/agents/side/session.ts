import { llm, voice, type stt, type tts } from '@livekit/agents';
import * as openai from '@livekit/agents-plugin-openai';
import type { ErrorData } from '../../contract/errors.ts';
import type { SideJob } from '../../contract/worker-messages.ts';
import { providerFault } from '../speech/api-errors.ts';
import { clientFor, type ClientContext } from '../speech/clients.ts';
import { StreamingTts } from '../speech/streaming-tts.ts';
import { BargeInPlan } from '../turn-taking/barge-in.ts';
import { TurnStt, type TurnSttOptions } from '../turn-taking/turn-stt.ts';

/** The three stages of a side, made for its configuration. */
export interface SideStages {
  llm: llm.LLM;
  stt: TurnStt;
  tts: tts.TTS;
  close(): Promise<void>;
}

export interface StageOptions {
  job: SideJob;
  keys: ClientContext['keys'];
  ports: TurnSttOptions['ports'];
  onFault(error: ErrorData, fatal: boolean): void;
}

/** Makes the stages. Each has an error listener: without one the framework's emitters would throw. */
export function makeStages({ job, keys, ports, onFault }: StageOptions): SideStages {
  const { stages } = job;
  const context = { conversationId: job.conversationId, side: job.side, keys };
  const language = stages.stt.language ?? 'en';
  const mind = new openai.LLM({
    client: clientFor(stages.llm, context),
    model: stages.llm.model,
    ...(stages.llm.temperature === undefined ? {} : { temperature: stages.llm.temperature }),
  });
  const recogniser: stt.STT = new openai.STT({
    client: clientFor(stages.stt, context),
    model: stages.stt.model,
    language,
    useRealtime: false,
    vad: null,
  });
  const ear = new TurnStt({
    recogniser,
    language,
    plan: new BargeInPlan(job.manner.interrupting, job.seed),
    ports,
  });
  const speaker = new StreamingTts(clientFor(stages.tts, context), stages.tts);

  const report = (stage: 'llm' | 'stt' | 'tts', error: Error, recoverable: boolean): void =>
    onFault(
      providerFault(error, {
        stage: `${stage.toUpperCase()} of ${job.name}`,
        model: stages[stage].model,
      }),
      !recoverable,
    );
  mind.on('error', (event) => report('llm', event.error, event.recoverable));
  speaker.on('error', (event) => report('tts', event.error, event.recoverable));
  for (const emitter of [ear, recogniser]) {
    emitter.on('error', (event) => report('stt', event.error, event.recoverable));
  }
  return {
    llm: mind,
    stt: ear,
    tts: speaker,
    close: async () => {
      await Promise.allSettled([mind.aclose(), recogniser.close(), ear.close(), speaker.close()]);
    },
  };
}

/** A turn of the other side may be this long and still be answered ahead of its end, ms. */
const LONGEST_TURN_MS = 10 * 60_000;

/**
 * The framework's session, told to leave turn-taking to us: turns come from TurnStt, interruptions
 * from its Listener. Preparing the answer ahead (LLM and TTS) is the framework's.
 */
export function makeSession(stages: SideStages): voice.AgentSession {
  return new voice.AgentSession({
    stt: stages.stt,
    llm: stages.llm,
    tts: stages.tts,
    vad: null,
    turnHandling: {
      turnDetection: 'stt',
      endpointing: { minDelay: 0, maxDelay: 0 },
      interruption: { mode: 'vad', resumeFalseInterruption: false, minDuration: 0 },
      preemptiveGeneration: {
        enabled: true,
        preemptiveTts: true,
        maxSpeechDuration: LONGEST_TURN_MS,
        maxRetries: 100,
      },
    },
    aecWarmupDuration: null,
    userAwayTimeout: null,
  });
}
