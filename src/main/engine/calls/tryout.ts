import {
  previewPromptSchema,
  previewVoiceSchema,
  tryTextSchema,
  type DocumentCalls,
} from '../../../contract/document-api.ts';
import { parseInput } from '../../../contract/errors.ts';
import { providerSchema } from '../../../contract/provider.ts';
import { knownVoices } from '../../providers/known-voices.ts';
import { listModels } from '../../providers/model-lists.ts';
import type { StageTest } from '../../providers/stage-question.ts';
import { nextLine } from '../../tryout/next-line.ts';
import { promptPreview } from '../../tryout/prompt-preview.ts';
import { promptInputOf } from '../../tryout/unsaved.ts';
import { VoicePreview } from '../../tryout/voice-preview.ts';
import type { StudioParts } from './parts.ts';

/** Trying a persona before it is in a call: voices, prompt, a talk in writing. */
export function tryOutCalls({
  library,
  engine,
  settings,
  providers,
}: StudioParts): Pick<DocumentCalls, 'listVoices' | 'previewVoice' | 'previewPrompt' | 'tryText'> {
  const ports = {
    engine,
    sources: () => settings.sources(),
    differencesOf: (test: StageTest) => providers.known.differencesOf(test),
  };
  const voices = new VoicePreview(ports);
  return {
    listVoices: async (provider) => {
      const known = parseInput(providerSchema, provider, 'The provider');
      if (known !== 'openai-compatible') return knownVoices(known);
      return (await listModels({ provider: known, stage: 'tts' }, settings.sources())).voices;
    },
    previewVoice: async (request) =>
      await voices.speak(parseInput(previewVoiceSchema, request, 'The request')),
    previewPrompt: async (request) => {
      const valid = parseInput(previewPromptSchema, request, 'The request');
      return promptPreview(promptInputOf(valid, library));
    },
    tryText: async (request) => {
      const valid = parseInput(tryTextSchema, request, 'The request');
      return await nextLine(valid, { ...ports, shelves: library });
    },
  };
}
