import type { Persona } from '../../contract/persona.ts';
import type {
  LlmStage,
  Pipeline,
  PlayerChoice,
  Provider,
  SttStage,
  TtsStage,
} from '../../contract/provider.ts';
import type { StageName } from '../../contract/settings.ts';
import type { Side } from '../../contract/side.ts';
import { speaksWithoutReasoning, takesEffort, takesInstructions } from './models.ts';
import { reachable } from './reachable.ts';
import { rehearsalStage } from './rehearsal-stages.ts';
import { isOpenaiItself } from './server-label.ts';
import { setFor, type ProviderSources } from './sources.ts';
import { modeOf } from './stt-mode.ts';
import { stageVoice } from './voice-choice.ts';

export type PipelineChoice = Omit<Extract<PlayerChoice, { kind: 'pipeline' }>, 'kind'>;

export interface StagesRequest extends ProviderSources {
  provider: Provider;
  persona: Persona;
  side: Side;
  /** What the run says about single stages. */
  choice?: PipelineChoice | undefined;
}

/**
 * Where LLM, STT and TTS of one side come from. Rehearsal stages get their base URL only when they
 * are dispatched, because the rehearsal server's port differs with every start.
 *
 * @throws StudioError `provider-unauthorized` when a key is missing, `provider-unreachable` when an
 *   address is, `invalid-input` for a model of the rehearsal, before anything is started
 */
export function stagesFor(request: StagesRequest): Pipeline {
  return {
    kind: 'pipeline',
    llm: llmStage(request),
    stt: sttStage(request),
    tts: ttsStage(request),
  };
}

/** The language model alone, as a talk in writing needs it. Throws as `stagesFor`. */
export function llmStage(request: StagesRequest): LlmStage {
  const { llm: wanted = {} } = request.choice ?? {};
  const provider = providerOf(request, 'llm');
  if (provider === 'rehearsal') return rehearsalStage('llm', wanted);
  const set = setFor(request, provider).llm;
  const stage = { provider, ...reachable(request, provider, 'llm', wanted) };
  // Without a word such a model would reason, and could then not hang up.
  const isBound = isOpenaiItself(stage.baseUrl) && speaksWithoutReasoning(stage.model);
  const usual = isBound ? ('none' as const) : undefined;
  const effort = wanted.reasoningEffort ?? set.reasoningEffort ?? usual;
  return {
    ...stage,
    ...given({
      temperature: wanted.temperature ?? set.temperature,
      maxTokens: wanted.maxTokens ?? set.maxTokens,
      reasoningEffort: takesEffort(stage.model) === false ? undefined : effort,
    }),
  };
}

/** The ear alone. Throws as `stagesFor`. */
export function sttStage(request: StagesRequest): SttStage {
  const { stt: wanted = {} } = request.choice ?? {};
  const { language } = request.persona;
  const provider = providerOf(request, 'stt');
  if (provider === 'rehearsal') return { ...rehearsalStage('stt', wanted), language };
  const set = setFor(request, provider).stt;
  const endpoint = reachable(request, provider, 'stt', wanted);
  const mode = modeOf(endpoint.model, wanted.mode ?? set.mode);
  return {
    provider,
    ...endpoint,
    ...given({ mode, prompt: wanted.prompt ?? set.prompt }),
    language,
  };
}

function ttsStage(request: StagesRequest): TtsStage {
  const { tts: wanted = {} } = request.choice ?? {};
  const { persona, side } = request;
  const provider = providerOf(request, 'tts');
  if (provider === 'rehearsal') {
    const stage = rehearsalStage('tts', wanted);
    const voice = stageVoice({ persona, side, provider, model: stage.model, wanted: wanted.voice });
    return { ...stage, voice, ...given({ speed: wanted.speed }) };
  }
  const set = setFor(request, provider).tts;
  const endpoint = reachable(request, provider, 'tts', wanted);
  const { model, baseUrl } = endpoint;
  const voice = { persona, side, provider, model, baseUrl, wanted: wanted.voice, set: set.voice };
  return {
    provider,
    ...endpoint,
    voice: stageVoice(voice),
    ...given({
      speed: wanted.speed ?? set.speed,
      instructions: instructionsFor(model, wanted.instructions, persona, set.instructions),
      format: wanted.format ?? set.format,
      sampleRate: wanted.sampleRate ?? set.sampleRate,
    }),
  };
}

/** How a persona speaks is told to models that are known to take it; what was set by hand, to all but those that refuse it. */
function instructionsFor(
  model: string,
  wanted: string | undefined,
  { delivery }: Persona,
  set: string | undefined,
): string | undefined {
  if (/^tts-1\b/.test(model)) return undefined;
  if (wanted !== undefined) return wanted;
  return (takesInstructions(model) && delivery) || set;
}

/** A stage with an address of its own can't be of the rehearsal. */
function providerOf({ choice, provider }: StagesRequest, stage: StageName): Provider {
  const wanted = choice?.[stage];
  const named = wanted?.provider ?? choice?.provider ?? provider;
  const isElsewhere = wanted?.baseUrl !== undefined && wanted.provider === undefined;
  return named === 'rehearsal' && isElsewhere ? 'openai-compatible' : named;
}

/** Without what is undefined. */
function given<T extends object>(options: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const set = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.fromEntries(set) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
