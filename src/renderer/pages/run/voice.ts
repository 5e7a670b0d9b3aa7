import type { PreviewVoice } from '../../../contract/document-api.ts';
import type { Persona } from '../../../contract/persona.ts';
import type { Provider } from '../../../contract/provider.ts';

/** What to ask for to hear a persona; undefined when it has no voice of that provider. */
export function voiceSample(persona: Persona, provider: Provider): PreviewVoice | undefined {
  const voice = persona.voices[provider];
  return voice === undefined ? undefined : { provider, voice, language: persona.language };
}
