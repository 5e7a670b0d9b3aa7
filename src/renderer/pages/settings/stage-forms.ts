import {
  stageSettingsSchema,
  type Preset,
  type Settings,
  type StageName,
  type StageSettings,
} from '../../../contract/settings.ts';

/** The three stages as people call them, in the order of a turn. */
export const STAGES: readonly { name: StageName; label: string; does: string }[] = [
  { name: 'stt', label: 'Listening', does: 'turns speech into words' },
  { name: 'llm', label: 'Thinking', does: 'finds the answer' },
  { name: 'tts', label: 'Speaking', does: 'turns words into speech' },
];

export type Stages = Settings['openai'];

/** A stage as it is typed. */
export interface StageForm {
  baseUrl: string;
  model: string;
}
export type StageForms = Record<StageName, StageForm>;

export function formsOf(stages: Stages): StageForms {
  const form = ({ baseUrl = '', model = '' }: StageSettings): StageForm => ({ baseUrl, model });
  return { stt: form(stages.stt), llm: form(stages.llm), tts: form(stages.tts) };
}

/** The settings without what was left empty. */
export function stagesOf(forms: StageForms): Stages {
  return {
    stt: settingsOf(forms.stt),
    llm: settingsOf(forms.llm),
    tts: settingsOf(forms.tts),
  };
}

export function settingsOf({ baseUrl, model }: StageForm): StageSettings {
  return {
    ...(baseUrl.trim() ? { baseUrl: baseUrl.trim() } : {}),
    ...(model.trim() ? { model: model.trim() } : {}),
  };
}

/** What is wrong with a stage's address, in plain words. */
export function addressProblem({ baseUrl }: StageForm): string | undefined {
  if (!baseUrl.trim()) return undefined;
  const valid = stageSettingsSchema.safeParse({ baseUrl: baseUrl.trim() }).success;
  return valid ? undefined : 'That is not an address. It looks like http://localhost:8000/v1';
}

/** The forms with the stages that a preset can serve set to it; the others stay. */
export function withPreset(forms: StageForms, preset: Preset): StageForms {
  const stage = (name: StageName): StageForm => {
    const model = preset.models[name];
    return model === undefined ? forms[name] : { baseUrl: preset.baseUrl, model };
  };
  return { stt: stage('stt'), llm: stage('llm'), tts: stage('tts') };
}

/** Which stages a preset serves, in words: "listening and speaking". */
export function servesText(preset: Preset): string {
  const served = STAGES.filter(({ name }) => preset.models[name] !== undefined).map(({ label }) =>
    label.toLowerCase(),
  );
  return new Intl.ListFormat('en').format(served);
}
