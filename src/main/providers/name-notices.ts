import type { ConversationConfig } from '../../contract/conversation.ts';
import type { ErrorData } from '../../contract/errors.ts';
import { kindedStages, type KindedStage } from '../../contract/provider.ts';
import type { ModelKind } from '../../contract/settings.ts';
import { SIDES } from '../../contract/side.ts';
import { lacksVoice } from './model-voices.ts';
import { isKnownModel, MODELS_AS_OF } from './models.ts';
import { isOpenaiItself } from './server-label.ts';
import { shutdownOf } from './shutdowns.ts';

/** An announced end is told for so long beforehand, days. */
const SOON_DAYS = 60;
const DAY_MS = 24 * 60 * 60_000;

/**
 * Names of models and voices that OpenAI isn't known to have, and models that it is about to shut down. They
 * are taken all the same: our tables age.
 *
 * @param isProven what has answered is known to be there
 * @param nowMs of the wall clock
 */
export function nameNotices(
  config: ConversationConfig,
  isProven: (kind: ModelKind, model: string) => boolean,
  nowMs: number,
): ErrorData[] {
  // What OpenAI itself is asked for; other servers call theirs as they like.
  const named = SIDES.flatMap((side) => kindedStages(config.stages[side])).filter(
    ({ stage }) => stage.provider === 'openai' && isOpenaiItself(stage.baseUrl),
  );
  const unknown = named
    .filter(({ kind, stage }) => !isProven(kind, stage.model))
    .flatMap(unknownNames);
  const remedy = 'Check the name if the call fails; newer names than our table are fine.';
  return [
    ...[...new Set(unknown)].map((message) => ({
      ...{ code: 'provider-model-missing' as const, message, remedy },
    })),
    ...shutdownNotices([...new Set(named.flatMap(modelsOf))], nowMs),
  ];
}

/** A speech-to-speech model has another one beside it, which writes down what it heard. */
function modelsOf({ kind, stage }: KindedStage): string[] {
  return kind === 'realtime' ? [stage.model, stage.transcriptionModel] : [stage.model];
}

function unknownNames(named: KindedStage): string[] {
  const { kind, stage } = named;
  const { model } = stage;
  const voice = named.kind === 'tts' || named.kind === 'realtime' ? named.stage.voice : undefined;
  return [
    ...(isKnownModel(kind, model)
      ? []
      : [`"${model}" is not among the models of OpenAI that were known on ${MODELS_AS_OF}.`]),
    ...(voice !== undefined && lacksVoice(model, voice)
      ? [`The model "${model}" was not known to have the voice "${voice}" on ${MODELS_AS_OF}.`]
      : []),
  ];
}

function shutdownNotices(models: readonly string[], nowMs: number): ErrorData[] {
  return models.flatMap((model): ErrorData[] => {
    const shutdown = shutdownOf(model);
    if (!shutdown || Date.parse(shutdown.on) - nowMs > SOON_DAYS * DAY_MS) return [];
    const message = `OpenAI announced that it shuts the model "${model}" down on ${shutdown.on}.`;
    return [{ code: 'provider-model-missing', message, remedy: shutdown.remedy }];
  });
}
