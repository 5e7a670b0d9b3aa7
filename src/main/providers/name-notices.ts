import type { ConversationConfig } from '../../contract/conversation.ts';
import type { ErrorData } from '../../contract/errors.ts';
import type { ModelKind } from '../../contract/settings.ts';
import { SIDES } from '../../contract/side.ts';
import { lacksVoice } from './model-voices.ts';
import { isKnownModel, MODELS_AS_OF } from './models.ts';

/**
 * Names of models and voices that OpenAI isn't known to have. They are taken all the same: our table ages.
 *
 * @param isProven what has answered is known to be there
 */
export function nameNotices(
  config: ConversationConfig,
  isProven: (kind: ModelKind, model: string) => boolean,
): ErrorData[] {
  const notices = new Map<string, ErrorData>();
  const add = (message: string): void => {
    const remedy = 'Check the name if the call fails; newer names than our table are fine.';
    notices.set(message, { code: 'provider-model-missing', message, remedy });
  };
  for (const { kind, model, voice } of SIDES.flatMap((side) => namedBy(config.stages[side]))) {
    if (isProven(kind, model)) continue;
    if (!isKnownModel(kind, model)) {
      add(`"${model}" is not among the models of OpenAI that were known on ${MODELS_AS_OF}.`);
    }
    if (voice !== undefined && lacksVoice(model, voice)) {
      add(`The model "${model}" was not known to have the voice "${voice}" on ${MODELS_AS_OF}.`);
    }
  }
  return [...notices.values()];
}

interface Named {
  kind: ModelKind;
  model: string;
  voice?: string;
}

/** What OpenAI itself is asked for; other servers call theirs as they like. */
function namedBy(player: ConversationConfig['stages']['a']): Named[] {
  const isOpenai = (stage: { provider: string; baseUrl?: string | undefined }): boolean =>
    stage.provider === 'openai' && stage.baseUrl === undefined;
  if (player.kind === 'realtime') {
    const { model, voice } = player;
    return isOpenai(player) ? [{ kind: 'realtime', model, voice }] : [];
  }
  const stt = player.stt && isOpenai(player.stt) ? [named('stt', player.stt.model)] : [];
  if (player.kind === 'external') return stt;
  const { llm, tts } = player;
  return [
    ...(isOpenai(llm) ? [named('llm', llm.model)] : []),
    ...stt,
    ...(isOpenai(tts) ? [{ kind: 'tts' as const, model: tts.model, voice: tts.voice }] : []),
  ];
}

function named(kind: ModelKind, model: string): Named {
  return { kind, model };
}
