import type { ModelKind } from '../../contract/settings.ts';
import { StrangeAnswer } from './strange.ts';

/** A model as `/models` tells it. Servers add what they like; speaches tells task and voices. */
export interface ListedModel {
  id: string;
  task?: string;
  voices?: unknown;
}

/**
 * The models of an answer to `/models`: OpenAI's form, or a bare list, as some routers give it; Ollama says
 * null where it has none. Throws StrangeAnswer for anything else.
 */
export function modelsIn(answer: unknown): ListedModel[] {
  const list: unknown = isRecord(answer) && 'data' in answer ? answer['data'] : answer;
  if (list === null) return [];
  if (!Array.isArray(list)) throw new StrangeAnswer('list of models');
  return list.filter(
    (model): model is ListedModel => isRecord(model) && typeof model['id'] === 'string',
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const TASKS: Readonly<Record<string, ModelKind>> = {
  'text-generation': 'llm',
  'automatic-speech-recognition': 'stt',
  'text-to-speech': 'tts',
};

/** What a model is for, by what its maker calls it; the first that fits. */
const NAMES: readonly (readonly [name: RegExp, kind: ModelKind | 'other'])[] = [
  [/whisper|transcri|\basr\b|parakeet|canary|moonshine|sense-?voice|\bstt\b/i, 'stt'],
  [/live-translate|realtime-translate/i, 'other'],
  [/realtime/i, 'realtime'],
  [/tts|kokoro|piper|orpheus|chatterbox|\bbark\b|parler|vits/i, 'tts'],
  [/embed|moderation|rerank|guard|dall-e|image|sora|davinci|babbage|\bvad\b|pyannote/i, 'other'],
  // Of the Responses, the Live or another API alone.
  [
    /instruct$|codex|deep-research|computer-use|search-(preview|api)|-pro\b|^gpt-(audio|live)|-audio-/i,
    'other',
  ],
];
/** Of OpenAI these are no models for a talk; elsewhere most names end so. */
const OPENAI_ONLY = NAMES.length - 1;

/**
 * The models of a list that can serve a stage. Where no name says so, all of them: servers call their models
 * as they like.
 */
export function modelsFor(
  listed: readonly ListedModel[],
  stage: ModelKind,
  isOpenai: boolean,
): string[] {
  const fitting = listed.filter((model) => kindOf(model, isOpenai) === stage);
  const isPlain = fitting.length === 0 && !isOpenai;
  return (isPlain ? listed : fitting).map(({ id }) => id);
}

function kindOf({ id, task }: ListedModel, isOpenai: boolean): ModelKind | 'other' {
  const told = task === undefined ? undefined : TASKS[task];
  if (told !== undefined) return told;
  const names = isOpenai ? NAMES : NAMES.slice(0, OPENAI_ONLY);
  return names.find(([name]) => name.test(id))?.[1] ?? 'llm';
}
