import { StudioError } from '../../contract/errors.ts';
import type { StageName } from '../../contract/settings.ts';

export const REHEARSAL_MODELS: Readonly<Record<StageName, string>> = {
  llm: 'rehearsal-mind',
  stt: 'rehearsal-ear',
  tts: 'rehearsal-voice',
};

/** A stage of the built-in provider, which has one model for each. Throws `invalid-input` for another. */
export function rehearsalStage(
  stage: StageName,
  wanted: { model?: string | undefined },
): { provider: 'rehearsal'; model: string } {
  const model = REHEARSAL_MODELS[stage];
  if (wanted.model === undefined || wanted.model === model) return { provider: 'rehearsal', model };
  throw new StudioError({
    code: 'invalid-input',
    message: `The rehearsal provider has no model "${wanted.model}": it has one for each stage.`,
    remedy: 'Choose the provider that has this model, or leave the model out.',
  });
}
