import type { Persona } from '../../../contract/persona.ts';
import type { Provider } from '../../../contract/provider.ts';
import { studio } from '../../api/client.ts';
import { AudioButton } from '../../ui/audio-button.tsx';
import { voiceSample } from './voice.ts';

/** Plays a sentence in the voice of a persona. Not there for one that has none of this provider. */
export function VoiceButton({ persona, provider }: { persona: Persona; provider: Provider }) {
  const sample = voiceSample(persona, provider);
  if (!sample) return null;
  return <AudioButton label={`${persona.name}’s voice`} load={() => studio.previewVoice(sample)} />;
}
