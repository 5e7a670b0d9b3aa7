import type { llm, stt, tts } from '@livekit/agents';
import * as openai from '@livekit/agents-plugin-openai';
import { toErrorData, type ErrorData } from '../../contract/errors.ts';
import type { SideJob } from '../../contract/worker-messages.ts';
import { providerFault, toApiError } from '../speech/api-errors.ts';
import { clientFor, type ClientContext } from '../speech/clients.ts';
import { isTransient } from '../speech/patiently.ts';
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
  ports: Omit<TurnSttOptions['ports'], 'onError'>;
  /** `fatal`: the side can't go on. */
  onFault(error: ErrorData, fatal: boolean): void;
}

type StageName = 'llm' | 'stt' | 'tts';

/** Turns in a row that may go unheard before the side gives up. */
const MOST_UNHEARD = 3;
/** So many failures of a stage in a row, with no success between them, and the side gives up. */
const MOST_FAILURES = 3;

/** Makes the stages. Each has an error listener: without one the framework's emitters would throw. */
export function makeStages(options: StageOptions): SideStages {
  const { job, keys, onFault } = options;
  const context = { conversationId: job.conversationId, side: job.side, keys };
  const report = (stage: StageName, error: unknown, fatal: boolean): void => {
    const about = {
      stage: `${stage.toUpperCase()} of ${job.name}`,
      model: job.stages[stage].model,
    };
    const fault = providerFault(error, about);
    onFault(fault, fatal || fault.code === 'provider-quota');
  };
  const mind = makeMind(job, context);
  const speaker = new StreamingTts(clientFor(job.stages.tts, context), job.stages.tts);
  const recogniser = makeRecogniser(job, context);
  const ear = makeEar(options, recogniser, (error, fatal) => report('stt', error, fatal));
  const failures = { llm: 0, tts: 0 };
  const passing = (stage: 'llm' | 'tts', error: unknown, recoverable: boolean): void => {
    failures[stage] += 1;
    report(stage, error, !recoverable || failures[stage] >= MOST_FAILURES);
  };
  mind.on('error', ({ error, recoverable }) => passing('llm', error, recoverable));
  speaker.on('error', ({ error, recoverable }) => passing('tts', error, recoverable));
  // Metrics come after a failure too, without a first token or sound.
  mind.on('metrics_collected', ({ ttftMs }) => {
    if (ttftMs >= 0) failures.llm = 0;
  });
  speaker.on('metrics_collected', ({ ttfbMs }) => {
    if (ttfbMs >= 0) failures.tts = 0;
  });
  for (const emitter of [ear, recogniser]) {
    emitter.on('error', ({ error, recoverable }) => report('stt', error, !recoverable));
  }
  const close = async (): Promise<void> => {
    await Promise.allSettled([mind.aclose(), recogniser.close(), ear.close(), speaker.close()]);
  };
  return { llm: mind, stt: ear, tts: speaker, close };
}

function makeMind({ stages }: SideJob, context: ClientContext): openai.LLM {
  const { model, temperature } = stages.llm;
  return new openai.LLM({
    client: clientFor(stages.llm, context),
    model,
    ...(temperature === undefined ? {} : { temperature }),
  });
}

function makeRecogniser({ stages }: SideJob, context: ClientContext): stt.STT {
  const client = clientFor(stages.stt, context);
  return new openai.STT({
    client,
    apiKey: client.apiKey ?? '', // asked for even where a client is given
    model: stages.stt.model,
    language: languageOf(stages.stt),
    useRealtime: false,
    vad: null,
  });
}

function makeEar(
  { job, ports, onFault }: StageOptions,
  recogniser: stt.STT,
  report: (error: unknown, fatal: boolean) => void,
): TurnStt {
  let unheard = 0;
  return new TurnStt({
    recogniser,
    language: languageOf(job.stages.stt),
    plan: new BargeInPlan(job.manner.interrupting, job.seed),
    ports: {
      ...ports,
      onHeard: (heard) => {
        if (heard.text) unheard = 0;
        ports.onHeard(heard);
      },
      onError: (from, error) => {
        if (from === 'end-model') return onFault(toErrorData(error), false);
        unheard += 1;
        report(toApiError(error), !isTransient(error) || unheard >= MOST_UNHEARD);
      },
    },
  });
}

function languageOf(stage: SideJob['stages']['stt']): string {
  return stage.language ?? 'en';
}
