import type { stt } from '@livekit/agents';
import * as openai from '@livekit/agents-plugin-openai';
import { toErrorData, type ErrorData } from '../../contract/errors.ts';
import { keyFor } from '../../contract/key-ring.ts';
import type { Pipeline } from '../../contract/provider.ts';
import type { SideJob } from '../../contract/worker-messages.ts';
import { serverName } from '../../contract/provider-fault.ts';
import { providerFault, toApiError } from '../speech/api-errors.ts';
import { clientFor, type ClientContext } from '../speech/clients.ts';
import { lenientFetch } from '../speech/lenient-fetch.ts';
import { Mind } from '../speech/mind.ts';
import { patientFetch } from '../speech/patient-fetch.ts';
import { isTransient } from '../speech/patiently.ts';
import { transcriptionAmounts } from '../speech/input-transcripts.ts';
import { RealtimeStt } from '../speech/realtime-stt.ts';
import { StreamingTts } from '../speech/streaming-tts.ts';
import { BargeInPlan } from '../turn-taking/barge-in.ts';
import { TurnStt, type TurnSttOptions } from '../turn-taking/turn-stt.ts';
import { StageFailures } from './stage-failures.ts';
import { withoutParameter, withoutRealtime } from './stage-notices.ts';
import { meteredFetch } from './usage-meter.ts';
import type { ReportUsage } from './usage-reports.ts';

/** The three stages of a side, made for its configuration. */
export interface SideStages {
  llm: Mind;
  stt: TurnStt;
  tts: StreamingTts;
  close(): Promise<void>;
}

export interface StageOptions {
  job: Omit<SideJob, 'player'>;
  player: Pipeline;
  keys: ClientContext['keys'];
  ports: Omit<TurnSttOptions['ports'], 'onError'>;
  /** `fatal`: the side can't go on. */
  onFault(error: ErrorData, fatal: boolean): void;
  onUsage: ReportUsage;
}

type StageName = 'llm' | 'stt' | 'tts';

/** Turns in a row that may go unheard before the side gives up. */
const MOST_UNHEARD = 3;

/** No patience helps against these. */
const LASTING: ReadonlySet<ErrorData['code']> = new Set(['provider-quota', 'timeout']);

/** Makes the stages. Each has an error listener: without one the framework's emitters would throw. */
export function makeStages(options: StageOptions): SideStages {
  const { job, player, keys, onFault, onUsage } = options;
  const fetch = meteredFetch(onUsage);
  const context = { conversationId: job.conversationId, side: job.side, keys, fetch };
  const report = (stage: StageName, error: unknown, fatal: boolean): void => {
    const about = {
      stage: `${stage.toUpperCase()} of ${job.name}`,
      model: player[stage].model,
      server: serverName(player[stage].provider, player[stage].baseUrl),
    };
    const fault = providerFault(error, about);
    onFault(fault, fatal || LASTING.has(fault.code));
  };
  const mind = makeMind(options, context);
  const speaker = new StreamingTts(clientFor(player.tts, context), player.tts);
  const recogniser = makeRecogniser(player, context);
  const transcriber = makeTranscriber(options);
  const hearing = { recogniser, transcriber };
  const ear = makeEar(options, hearing, (error, fatal) => report('stt', error, fatal));
  const failures = new StageFailures();
  const passing = (stage: 'llm' | 'tts', error: unknown, recoverable: boolean): void =>
    report(stage, error, failures.failed(stage, error, recoverable));
  mind.on('error', ({ error, recoverable }) => passing('llm', error, recoverable));
  speaker.on('error', ({ error, recoverable }) => passing('tts', error, recoverable));
  // Metrics come after a failure too, without a first token or sound.
  mind.on('metrics_collected', ({ ttftMs }) => {
    if (ttftMs >= 0) failures.worked('llm');
  });
  speaker.on('metrics_collected', ({ ttfbMs, audioDurationMs, streamed }) => {
    // The framework's wrapper for sentences (`streamed`) tells the same sound once more.
    if (!streamed) onUsage('tts', player.tts.model, { audioOutputSeconds: audioDurationMs / 1000 });
    if (ttfbMs >= 0) failures.worked('tts');
  });
  for (const emitter of [ear, recogniser]) {
    emitter.on('error', ({ error, recoverable }) => report('stt', error, !recoverable));
  }
  const close = async (): Promise<void> => {
    transcriber?.close();
    await Promise.allSettled([mind.aclose(), recogniser.close(), ear.close(), speaker.close()]);
  };
  return { llm: mind, stt: ear, tts: speaker, close };
}

function makeMind({ job, player, onFault }: StageOptions, context: ClientContext): Mind {
  const { llm: stage } = player;
  const leftOut = (parameter: string): void =>
    onFault(withoutParameter(job.name, stage.model, parameter), false);
  const client = clientFor(stage, context, (fetch) => lenientFetch(patientFetch(fetch), leftOut));
  return new Mind(client, stage);
}

function makeRecogniser({ stt: stage }: Pipeline, context: ClientContext): stt.STT {
  const client = clientFor(stage, context);
  return new openai.STT({
    client,
    apiKey: client.apiKey ?? '', // asked for even where a client is given
    model: stage.model,
    language: languageOf(stage),
    ...(stage.prompt ? { prompt: stage.prompt } : {}),
    useRealtime: false,
    vad: null,
  });
}

/** Where the stage is to listen while it is spoken; what that can't do, the recogniser does. */
function makeTranscriber({
  job,
  player,
  keys,
  onFault,
  onUsage,
}: StageOptions): RealtimeStt | undefined {
  const { stt: stage } = player;
  if (stage.mode !== 'realtime') return undefined;
  return new RealtimeStt({
    stage,
    key: keyFor(stage, keys),
    onUnavailable: () => onFault(withoutRealtime(job.name, stage.model), false),
    onUsage: (usage) => onUsage('stt', stage.model, transcriptionAmounts(usage)),
  });
}

function makeEar(
  { job, player, ports, onFault }: StageOptions,
  hearing: Pick<TurnSttOptions, 'recogniser' | 'transcriber'>,
  report: (error: unknown, fatal: boolean) => void,
): TurnStt {
  let unheard = 0;
  return new TurnStt({
    ...hearing,
    language: languageOf(player.stt),
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

function languageOf(stage: Pipeline['stt']): string {
  return stage.language ?? 'en';
}
