import type { OpenAI } from 'openai';
import type { Voice } from '../../contract/document-api.ts';
import { toErrorData, type ErrorData } from '../../contract/errors.ts';
import { keyFor, originOf } from '../../contract/key-ring.ts';
import { OPENAI_BASE_URL, type ApiProvider } from '../../contract/provider.ts';
import type { ListModels, ModelKind, ModelList } from '../../contract/settings.ts';
import { apiClient } from './api-client.ts';
import { keyRing } from './keys.ts';
import { knownVoices } from './known-voices.ts';
import { modelsFor, modelsIn, type ListedModel } from './model-names.ts';
import { MODELS_AS_OF, OPENAI_MODELS } from './models.ts';
import { REHEARSAL_MODELS } from './rehearsal-stages.ts';
import { endpointOf, type ProviderSources } from './sources.ts';
import { providerError } from './provider-error.ts';
import { isAddressMissing } from './refusal-kind.ts';
import { isOpenaiItself, serverLabel } from './server-label.ts';
import { unreachableBecause } from './unreachable.ts';
import { reachable } from './reachable.ts';
import { presetAt } from './usual.ts';
import { askVoices, voicesIn } from './voice-lists.ts';

/** Somebody looks at the field that the list is for. */
const LONGEST_MS = 6000;

export interface ListOptions {
  /** Default: 6000. */
  timeoutMs?: number;
}

/**
 * What a server offers for a stage, by its own word where it gives one, else by our table. Never rejects for
 * what the server does: `notice` says why it didn't tell.
 */
export async function listModels(
  { provider, stage, baseUrl }: ListModels,
  sources: ProviderSources,
  { timeoutMs = LONGEST_MS }: ListOptions = {},
): Promise<ModelList> {
  if (provider === 'rehearsal') return ofRehearsal(stage);
  try {
    const served = isTyped(sources, stage, baseUrl) ? 'openai-compatible' : provider;
    const endpoint = reachable(sources, served, stage, { baseUrl });
    const apiKey = keyFor({ provider: served, baseUrl: endpoint.baseUrl }, keyRing(sources));
    return await ofServer({ provider, stage, baseUrl: endpoint.baseUrl, apiKey, timeoutMs });
  } catch (thrown) {
    return fromTable(provider, stage, baseUrl, toErrorData(thrown));
  }
}

/** An address that is only being typed is a server like any other: half of it may be somebody else's. */
function isTyped(sources: ProviderSources, stage: ModelKind, baseUrl: string | undefined): boolean {
  if (baseUrl === undefined) return false;
  const set = endpointOf(sources, 'openai', stage).baseUrl ?? OPENAI_BASE_URL;
  const known = [set, OPENAI_BASE_URL].filter((url) => URL.canParse(url)).map(originOf);
  return !known.includes(originOf(baseUrl));
}

function ofRehearsal(stage: ModelKind): ModelList {
  const models = stage === 'realtime' ? [] : [REHEARSAL_MODELS[stage]];
  const voices = stage === 'tts' ? knownVoices('rehearsal') : [];
  return { models, voices, source: 'endpoint' };
}

interface Asked {
  provider: ApiProvider;
  stage: ModelKind;
  baseUrl: string | undefined;
  apiKey: string | undefined;
  timeoutMs: number;
}

async function ofServer(asked: Asked): Promise<ModelList> {
  const { provider, stage, baseUrl } = asked;
  const client = apiClient(asked);
  const signal = AbortSignal.timeout(asked.timeoutMs);
  const speaks = stage === 'tts' || stage === 'realtime';
  const isOpenai = isOpenaiItself(baseUrl);
  const [listed, told] = await Promise.all([
    askModels(client, asked, signal).catch((thrown: unknown) => faultOf(thrown, asked)),
    stage === 'tts' && !isOpenai ? askVoices(client, signal) : [],
  ]);
  const voices = (): Voice[] => {
    if (!speaks) return [];
    const own = told.length > 0 || !Array.isArray(listed) ? told : listed.flatMap(voicesIn);
    return own.length > 0 ? own : tableVoices(provider, stage, baseUrl);
  };
  if (!Array.isArray(listed)) {
    return { ...fromTable(provider, stage, baseUrl, listed), voices: voices() };
  }
  const models = inOurOrder(modelsFor(listed, stage, isOpenai), stage);
  return { models, voices: voices(), source: 'endpoint' };
}

/** OpenRouter lists its language models alone unless it is asked for others. */
const ROUTER = 'https://openrouter.ai';

async function askModels(
  client: OpenAI,
  { baseUrl, stage }: Asked,
  signal: AbortSignal,
): Promise<ListedModel[]> {
  const isRouter = baseUrl !== undefined && originOf(baseUrl) === ROUTER;
  if (!isRouter || stage !== 'tts') return modelsIn(await client.get('/models', { signal }));
  const query = { output_modalities: 'speech' };
  const models = modelsIn(await client.get('/models', { query, signal }));
  return models.map((model) => ({ ...model, task: 'text-to-speech' }));
}

/** A server without a list is as good as one with; one that can't be reached is not. */
function faultOf(thrown: unknown, { baseUrl, apiKey = '' }: Asked): ErrorData {
  const server = serverLabel(baseUrl);
  if (!isAddressMissing(thrown)) {
    return listFault(thrown, server, apiKey);
  }
  return {
    code: 'not-found',
    message: `${server} doesn’t tell which models it has.`,
    remedy: 'Type the name of the model as the server knows it.',
  };
}

function listFault(thrown: unknown, server: string, apiKey: string): ErrorData {
  const why = unreachableBecause(thrown);
  const about = { stage: 'its list of models', server };
  if (why === undefined) return providerError(thrown, about, [apiKey]).data;
  const [what, remedy] = why;
  return { code: 'provider-unreachable', message: `${server} can’t be reached, ${what}.`, remedy };
}

/** The usual ones first, as our table has them; the others by name. */
function inOurOrder(models: readonly string[], stage: ModelKind): string[] {
  const table = OPENAI_MODELS[stage];
  const rank = (model: string): number => {
    const at = table.indexOf(model);
    return at === -1 ? table.length : at;
  };
  return [...new Set(models)].toSorted((x, y) => rank(x) - rank(y) || x.localeCompare(y));
}

function fromTable(
  provider: ApiProvider,
  stage: ModelKind,
  baseUrl: string | undefined,
  notice: ErrorData,
): ModelList {
  const usual = baseUrl === undefined ? undefined : presetAt(baseUrl, stage)?.models[stage];
  const own = usual === undefined ? [] : [usual];
  const models = provider === 'openai' ? [...OPENAI_MODELS[stage]] : own;
  const voices = tableVoices(provider, stage, baseUrl);
  return { models, voices, source: 'table', asOf: MODELS_AS_OF, notice };
}

function tableVoices(
  provider: ApiProvider,
  stage: ModelKind,
  baseUrl: string | undefined,
): Voice[] {
  if (stage !== 'tts' && stage !== 'realtime') return [];
  const model = presetAt(baseUrl, stage)?.models[stage];
  return knownVoices(provider, stage === 'realtime' ? 'gpt-realtime' : model);
}
