import type { Voice } from '../../contract/document-api.ts';
import { assertNever } from '../../contract/kind.ts';
import type { Provider } from '../../contract/provider.ts';
import { REHEARSAL_VOICES, type RehearsalVoice } from '../../contract/rehearsal-voices.ts';
import { voicesOf } from './model-voices.ts';

/**
 * Voices of OpenAI's speech models, as of 2026-11-23, with what listeners commonly say of them; OpenAI
 * describes none.
 */
const OPENAI_VOICES: readonly (readonly [id: string, description: string])[] = [
  ['alloy', 'Even and neutral'],
  ['ash', 'Firm and clear, male'],
  ['ballad', 'Soft and melodic, British'],
  ['cedar', 'Natural and warm, male; among the best of OpenAI'],
  ['coral', 'Friendly and bright, female'],
  ['echo', 'Calm and warm, male'],
  ['fable', 'Expressive, British'],
  ['marin', 'Natural and clear, female; among the best of OpenAI'],
  ['nova', 'Lively and young, female'],
  ['onyx', 'Deep and serious, male'],
  ['sage', 'Gentle and thoughtful, female'],
  ['shimmer', 'Soft and light, female'],
  ['verse', 'Versatile and expressive, male'],
];

/** Voices of Orpheus as Groq serves it (console.groq.com/docs/text-to-speech), as of 2026-11-23. */
const ORPHEUS_VOICES = ['autumn', 'diana', 'hannah', 'austin', 'daniel', 'troy'];

/**
 * The voices that a provider is known to have. Of an own server nobody knows: those are usual names.
 *
 * @param model narrows them to those that it has
 */
export function knownVoices(provider: Provider, model?: string): Voice[] {
  switch (provider) {
    case 'rehearsal':
      return Object.entries(REHEARSAL_VOICES).map(([id, voice]) => ({
        id,
        label: labelOf(id),
        description: describe(voice),
      }));
    case 'openai':
      return openaiVoices(model).map(([id, description]) => ({
        id,
        label: labelOf(id),
        description,
      }));
    case 'openai-compatible':
      return usualNames(model).map((id) => ({
        id,
        label: labelOf(id),
        description: 'A usual name; what your server makes of it is up to that',
      }));
    default:
      return assertNever(provider);
  }
}

function openaiVoices(model: string | undefined) {
  const known = model === undefined ? undefined : voicesOf(model);
  return OPENAI_VOICES.filter(([id]) => known?.includes(id) ?? true);
}

function usualNames(model: string | undefined): string[] {
  if (model !== undefined && /orpheus/i.test(model)) return ORPHEUS_VOICES;
  return openaiVoices(model).map(([id]) => id);
}

const ACCENTS: Record<RehearsalVoice['accent'], string> = {
  american: 'American',
  british: 'British',
  scottish: 'Scottish',
  caribbean: 'Caribbean',
  'northern-english': 'Northern English',
};

/** Says at once that it is made by rule: nobody shall take it for a person. */
function describe({ gender, accent, description }: RehearsalVoice): string {
  return `${description}; ${ACCENTS[accent]}, ${gender}, synthetic`;
}

function labelOf(id: string): string {
  return id.charAt(0).toUpperCase() + id.slice(1);
}
