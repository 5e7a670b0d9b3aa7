import { StudioError, type ErrorData } from '../../contract/errors.ts';
import type { ProviderRequest } from '../../contract/provider-fault.ts';
import type { ModelKind } from '../../contract/settings.ts';
import { shutdownOf } from './shutdowns.ts';
import { unreachableBecause, type Why } from './unreachable.ts';
import { providerError, subjectOf } from './provider-error.ts';
import { isAddressMissing, isModelMissing, isVoiceMissing } from './refusal-kind.ts';
import { isOpenaiItself, serverLabel } from './server-label.ts';

export interface Tested {
  stage: ModelKind;
  model: string;
  baseUrl: string | undefined;
  /** What was sent, so that it isn't told again. */
  apiKey: string | undefined;
  /** Of what speaks. */
  voice?: string | undefined;
  /** Beside a speech-to-speech model. */
  transcriptionModel?: string | undefined;
  /** Whose stage it is: "Maya Ortiz". */
  of?: string | undefined;
}

/** What a test was about, as people read it. */
export function requestOf({ stage, of, model, baseUrl }: Tested): Required<ProviderRequest> {
  const named = wordOf(stage);
  const server = serverLabel(baseUrl);
  return { stage: of === undefined ? named : `${named} of ${of}`, model, server };
}

function wordOf(stage: ModelKind): string {
  return stage === 'realtime' ? 'speech-to-speech' : stage.toUpperCase();
}

/** Why a test failed, as a person can act on it: key, model, voice, address and network told apart. */
export function stageFault(thrown: unknown, test: Tested): StudioError {
  const about = requestOf(test);
  if (thrown instanceof StudioError) return thrown;
  if (isModelMissing(thrown)) return modelMissing(thrown, about, refusedModel(thrown, test));
  if (test.voice !== undefined && isVoiceMissing(thrown)) {
    return new StudioError(voiceMissing(test.voice, about));
  }
  if (isAddressMissing(thrown)) return new StudioError(addressMissing(about, test));
  const why = unreachableBecause(thrown);
  if (why) return new StudioError(unreachable(why, about));
  return providerError(thrown, about, test.apiKey === undefined ? [] : [test.apiKey]);
}

/** Of a speech-to-speech model it may be the one beside it that is missing. */
function refusedModel(thrown: unknown, test: Tested): Tested {
  const { model, transcriptionModel } = test;
  const said = thrown instanceof Error ? thrown.message : '';
  const isBeside = transcriptionModel !== undefined && said.includes(transcriptionModel);
  return isBeside && !said.includes(model) ? { ...test, model: transcriptionModel } : test;
}

/** A model that was there may have been shut down since. */
function modelMissing(
  thrown: unknown,
  about: ProviderRequest,
  { baseUrl, model, apiKey = '' }: Tested,
): StudioError {
  const { data } = providerError(thrown, { ...about, model }, [apiKey]);
  const gone = isOpenaiItself(baseUrl) ? shutdownOf(model) : undefined;
  if (gone === undefined) return new StudioError(data);
  const remedy = `OpenAI announced that it shuts this model down on ${gone.on}. ${gone.remedy}`;
  return new StudioError({ ...data, remedy });
}

function voiceMissing(voice: string, about: Required<ProviderRequest>): ErrorData {
  return {
    code: 'provider-failed',
    message: `${about.server} does not take the voice "${voice}" for ${subjectOf(about)}.`,
    remedy: 'Choose another voice, for the persona or in the settings.',
  };
}

function addressMissing(about: Required<ProviderRequest>, { baseUrl, stage }: Tested): ErrorData {
  const what = wordOf(stage);
  const isBare = baseUrl !== undefined && /^https?:\/\/[^/]+\/?$/.test(baseUrl);
  const hint = isBare
    ? `Most servers have it under /v1: try ${baseUrl.replace(/\/$/, '')}/v1.`
    : 'Check the base URL; most end in /v1.';
  return {
    code: 'provider-unreachable',
    message: `There is a server at ${baseUrl ?? about.server}, but it has no ${what} under that address (404): ${subjectOf(about)}.`,
    remedy: `${hint} Not every server serves all three stages.`,
  };
}

function unreachable([what, remedy]: Why, about: Required<ProviderRequest>): ErrorData {
  return {
    code: 'provider-unreachable',
    message: `${about.server} can’t be reached, ${what}: ${subjectOf(about)}.`,
    remedy,
  };
}
