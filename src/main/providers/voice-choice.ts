import type { Persona } from '../../contract/persona.ts';
import type { Provider } from '../../contract/provider.ts';
import type { Side } from '../../contract/side.ts';
import { hasOwnVoices, lacksVoice, usualVoice } from './model-voices.ts';

export interface VoiceQuestion {
  persona: Persona;
  side: Side;
  provider: Provider;
  model: string;
  /** Of another server than OpenAI's own: what its models can is not known, whatever they are called. */
  baseUrl?: string | undefined;
  /** What the run says. */
  wanted?: string | undefined;
  /** What the settings say. */
  set?: string | undefined;
}

/**
 * Who speaks: what the run says, else the persona's voice of this provider, else what is set, else a usual
 * one. A persona's voice that the model doesn't have is passed over; what was asked for or set is not.
 */
export function stageVoice(question: VoiceQuestion): string {
  const { side, model, wanted, set } = question;
  return wanted ?? personaVoice(question) ?? set ?? borrowed(question) ?? usualVoice(model, side);
}

function personaVoice(question: VoiceQuestion): string | undefined {
  return unlessLacking(question, question.persona.voices[question.provider]);
}

/** Most servers take OpenAI's names too, where they don't bring voices of their own. */
function borrowed(question: VoiceQuestion): string | undefined {
  const { persona, provider, model } = question;
  if (provider !== 'openai-compatible' || hasOwnVoices(model)) return undefined;
  return unlessLacking(question, persona.voices.openai);
}

function unlessLacking(
  { model, baseUrl }: VoiceQuestion,
  voice: string | undefined,
): string | undefined {
  if (voice === undefined || baseUrl !== undefined) return voice;
  return lacksVoice(model, voice) ? undefined : voice;
}
