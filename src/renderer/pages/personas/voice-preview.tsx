import type { Provider } from '../../../contract/provider.ts';
import { studio } from '../../api/client.ts';
import { AudioButton } from '../../ui/audio-button.tsx';

interface VoicePreviewProps {
  provider: Provider;
  voice: string;
  language: string;
  /** "Maya's voice" */
  label: string;
  disabled?: boolean;
  className?: string;
}

/** Plays a sentence in a voice. */
export function VoicePreview(props: VoicePreviewProps) {
  const { provider, voice, language, label, disabled = false, className = '' } = props;
  return (
    <AudioButton
      label={label}
      load={() => studio.previewVoice({ provider, voice, language })}
      disabled={disabled}
      className={className}
    />
  );
}
