import { originOf } from '../../../contract/key-ring.ts';
import {
  providerSettingsSchema,
  testStageSchema,
  type ModelKind,
  type Preset,
  type ProviderSettings,
  type TestStage,
} from '../../../contract/settings.ts';

/** The three stages as people call them, in the order of a turn. */
export const STAGES = [
  { name: 'stt', label: 'Listening', does: 'turns speech into words' },
  { name: 'llm', label: 'Thinking', does: 'finds the answer' },
  { name: 'tts', label: 'Speaking', does: 'turns words into speech' },
] as const;

export interface StageWords {
  name: ModelKind;
  label: string;
  does: string;
}
/** The stages, and the model that can stand for all of them. */
export const MODEL_KINDS: readonly StageWords[] = [
  ...STAGES,
  {
    name: 'realtime',
    label: 'Speech to speech',
    does: 'one model that hears and speaks, for sides that choose it',
  },
];

/** Everything that can be written about a stage; which of it a stage has, its settings say. */
const FIELDS = {
  stt: ['baseUrl', 'model', 'mode', 'prompt'],
  llm: ['baseUrl', 'model', 'temperature', 'maxTokens', 'reasoningEffort'],
  tts: ['baseUrl', 'model', 'voice', 'speed', 'instructions', 'format', 'sampleRate'],
  realtime: ['baseUrl', 'model', 'voice', 'transcriptionModel'],
} as const satisfies Record<ModelKind, readonly string[]>;

export type StageFieldName = (typeof FIELDS)[ModelKind][number];
const NUMBERS: readonly StageFieldName[] = ['temperature', 'maxTokens', 'speed', 'sampleRate'];

/** A stage as it is typed; empty: the usual. */
export type StageForm = Record<StageFieldName, string>;
export type StageForms = Record<ModelKind, StageForm>;

const EMPTY: StageForm = {
  ...{ baseUrl: '', model: '', voice: '', mode: '', prompt: '', temperature: '', maxTokens: '' },
  ...{ reasoningEffort: '', speed: '', instructions: '', format: '', sampleRate: '' },
  transcriptionModel: '',
};

export function formsOf(settings: ProviderSettings): StageForms {
  return {
    stt: formOf(settings.stt),
    llm: formOf(settings.llm),
    tts: formOf(settings.tts),
    realtime: formOf(settings.realtime),
  };
}

function formOf(stage: Partial<Record<StageFieldName, unknown>>): StageForm {
  const set = Object.entries(stage).filter(([, value]) => value !== undefined);
  return { ...EMPTY, ...Object.fromEntries(set.map(([name, value]) => [name, String(value)])) };
}

/** The settings without what was left empty; undefined: something in the forms is not right. */
export function settingsOf(forms: StageForms): ProviderSettings | undefined {
  const kinds = MODEL_KINDS.map(({ name }) => [name, typed(name, forms[name])]);
  const sound = MODEL_KINDS.every(
    ({ name }) => Object.keys(problemsIn(name, forms[name])).length === 0,
  );
  return sound ? providerSettingsSchema.parse(Object.fromEntries(kinds)) : undefined;
}

/** What is written, with numbers as numbers (a decimal comma is one too). */
function typed(kind: ModelKind, form: StageForm): Record<string, unknown> {
  const written = FIELDS[kind].filter((name) => form[name].trim() !== '');
  return Object.fromEntries(
    written.map((name) => {
      const text = form[name].trim();
      return [name, NUMBERS.includes(name) ? Number(text.replace(',', '.')) : text];
    }),
  );
}

const PLAIN: Partial<Record<StageFieldName, string>> = {
  baseUrl: 'That is not an address. It looks like http://localhost:8000/v1',
  temperature: 'Write a number from 0 to 2.',
  maxTokens: 'Write a whole number from 1 to 100,000.',
  speed: 'Write a number from 0.25 to 4.',
  sampleRate: 'Write Hz, from 8,000 to 96,000.',
};

/** A place that a preset leaves to be filled in: `YOUR-RESOURCE`. */
const TO_FILL_IN = /YOUR-[A-Z-]+/u;

/** What is wrong with each field of a stage, in plain words. */
export function problemsIn(
  kind: ModelKind,
  form: StageForm,
): Partial<Record<StageFieldName, string>> {
  const place = TO_FILL_IN.exec(form.baseUrl)?.[0];
  const fill = place ? { baseUrl: `Write your own in place of ${place}.` } : {};
  const checked = providerSettingsSchema.safeParse({ [kind]: typed(kind, form) });
  if (checked.success) return fill;
  const wrong = checked.error.issues.map(({ path, message }) => {
    const name = path[1] as StageFieldName;
    const secret = name === 'baseUrl' && /keys have a place/u.test(message);
    return [name, secret ? message : (PLAIN[name] ?? message)];
  });
  return { ...(Object.fromEntries(wrong) as Partial<Record<StageFieldName, string>>), ...fill };
}

/** Of a stage that is asked as it stands in the form; what can't be used is left out. */
export function askedAs(kind: ModelKind, form: StageForm): Asked {
  const wrong = problemsIn(kind, form);
  const usable = Object.entries(typed(kind, form)).filter(
    ([name]) => ASKED.includes(name) && !(name in wrong),
  );
  return Object.fromEntries(usable);
}

type Asked = Omit<TestStage, 'stage' | 'provider'>;
const ASKED = Object.keys(testStageSchema.shape);

/** The forms with the stages that a preset can serve set to it; the others stay. */
export function withPreset(forms: StageForms, preset: Preset): StageForms {
  const stage = (name: ModelKind): StageForm => {
    const model = preset.models[name];
    // What another preset left to be filled in is of no use to anybody.
    if (model === undefined) return TO_FILL_IN.test(forms[name].baseUrl) ? EMPTY : forms[name];
    const voice = name === 'tts' ? (preset.voice ?? '') : '';
    // Voices and formats are of the server that was there before.
    const own = { baseUrl: preset.baseUrl, model, voice, format: '', sampleRate: '' };
    return { ...forms[name], ...own, transcriptionModel: '' };
  };
  return { stt: stage('stt'), llm: stage('llm'), tts: stage('tts'), realtime: stage('realtime') };
}

/** Which stages a preset serves, in words: "listening and speaking". */
export function servesText(preset: Preset): string {
  const served = MODEL_KINDS.filter(({ name }) => preset.models[name] !== undefined);
  return new Intl.ListFormat('en').format(served.map(({ label }) => label.toLowerCase()));
}

/** Only models that reason take an effort; of one's own server nobody knows. */
export function mayReason(provider: 'openai' | 'openai-compatible', model: string): boolean {
  return provider === 'openai-compatible' || /^(o\d|gpt-[5-9]|gpt-oss)/u.test(model);
}

/** The servers that keys can be for, in the order of the stages; addresses that are none are left out. */
export function originsOf(forms: StageForms): string[] {
  const origins = MODEL_KINDS.flatMap(({ name }) => {
    const { baseUrl } = forms[name];
    return baseUrl.trim() && !problemsIn(name, forms[name]).baseUrl
      ? [originOf(baseUrl.trim())]
      : [];
  });
  return [...new Set(origins)];
}

/** What is set beside address and model, in a line. */
export function optionsInOneLine(kind: ModelKind, form: StageForm): string {
  const say: Partial<Record<StageFieldName, (text: string) => string>> = {
    mode: (text) =>
      text === 'realtime' ? 'heard while it is said' : 'heard when it has been said',
    prompt: () => 'words to expect',
    temperature: (text) => `temperature ${text}`,
    maxTokens: (text) => `at most ${text} tokens`,
    reasoningEffort: (text) => `reasoning ${text}`,
    voice: (text) => `voice ${text}`,
    speed: (text) => `speed ${text}`,
    instructions: () => 'told how to speak',
    format: (text) => text,
    sampleRate: (text) => `${text} Hz`,
    transcriptionModel: (text) => `written down by ${text}`,
  };
  const parts = FIELDS[kind].flatMap((name) => {
    const text = form[name].trim();
    return text ? (say[name]?.(text) ?? []) : [];
  });
  return parts.length > 0 ? parts.join(', ') : 'as the provider likes it';
}
