import { SIDES, type Side } from '../../../../contract/side.ts';
import { UsageError } from '../usage-error.ts';
import type { PlayerOptions } from './player-options.ts';

type Options = PlayerOptions & { b?: string };

/**
 * Refuses options that contradict each other, or that nothing would come of.
 *
 * @throws UsageError
 */
export function refuseContradictions(options: Options): void {
  refuseLonely(options);
  refuseOfAgent(options);
  for (const side of SIDES) if (isRealtime(side, options)) refuseOfRealtime(side, options);
  refuseOfPipelines(options);
}

/** What belongs to an option that isn't there. */
function refuseLonely({ bAgent, bAgentMetadata, realtime, realtimeModel }: Options): void {
  if (bAgentMetadata !== undefined && bAgent === undefined) {
    throw contradiction('--b-agent-metadata is for --b-agent', 'Name the agent by --b-agent.');
  }
  if (realtimeModel !== undefined && realtime === undefined) {
    throw contradiction('--realtime-model is for --realtime', 'Say which side by --realtime.');
  }
}

function refuseOfAgent(options: Options): void {
  if (options.bAgent === undefined) return;
  const { bProvider, bLlmModel, bSttModel, bTtsModel, bVoice, b } = options;
  const ours = [bProvider, bLlmModel, bSttModel, bTtsModel, bVoice, b];
  if (ours.every((option) => option === undefined) && !isRealtime('b', options)) return;
  throw contradiction(
    'with --b-agent side b is your own agent, which brings persona, voice and models along',
    'Leave out --b, --b-… and --realtime b.',
  );
}

function refuseOfRealtime(side: Side, options: Options): void {
  const named = {
    [`--${side}-llm-model`]: options[`${side}LlmModel`],
    [`--${side}-stt-model`]: options[`${side}SttModel`],
    [`--${side}-tts-model`]: options[`${side}TtsModel`],
  };
  const [idle] = Object.keys(named).filter((option) => named[option] !== undefined);
  if (idle !== undefined) {
    throw contradiction(
      `${idle} is for a side in three stages, and with --realtime side ${side} is one speech-to-speech model`,
      `Leave out ${idle}; --realtime-model names that model.`,
    );
  }
  if (options[`${side}Provider`] !== 'rehearsal') return;
  throw contradiction(
    `the rehearsal has no speech-to-speech model, and side ${side} is to be one by --realtime`,
    `Leave out --${side}-provider or --realtime.`,
  );
}

/** Where no side of ours has three stages. */
function refuseOfPipelines(options: Options): void {
  const { llmModel, sttModel, ttsModel, bAgent, provider } = options;
  if (!isRealtime('a', options) || (bAgent === undefined && !isRealtime('b', options))) return;
  const named = {
    '--llm-model': llmModel,
    '--stt-model': sttModel,
    '--tts-model': ttsModel,
    // Speech-to-speech models are paid for: whoever asks for the rehearsal would not expect it.
    '--provider rehearsal': provider === 'rehearsal' ? provider : undefined,
  };
  const idle = Object.entries(named).find(([, value]) => value !== undefined)?.[0];
  if (idle === undefined) return;
  throw contradiction(
    `${idle} is for sides in three stages, and there is none`,
    `Leave out ${idle}; --realtime-model names the speech-to-speech model.`,
  );
}

function isRealtime(side: Side, { realtime }: Options): boolean {
  return realtime === side || realtime === 'both';
}

function contradiction(message: string, remedy: string): UsageError {
  return new UsageError(`${message}.`, remedy);
}
