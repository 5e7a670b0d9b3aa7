import type { Provider } from '../../../contract/provider.ts';
import { useVoices } from '../../api/queries.ts';
import { Field } from '../../ui/field.tsx';
import { NameCombobox } from '../../ui/name-combobox.tsx';
import { VoicePreview } from './voice-preview.tsx';

interface VoiceFieldProps {
  provider: Provider;
  label: string;
  hint: string;
  value: string | undefined;
  onChange: (voice: string | undefined) => void;
  /** Of the persona. */
  name: string;
  language: string;
}

/** The voice with one provider, and how it sounds. */
export function VoiceField(props: VoiceFieldProps) {
  const { provider, label, hint, value, onChange, name, language } = props;
  const voices = useVoices(provider).data ?? [];
  const known = voices.map((voice) => ({
    value: voice.id,
    label: voice.label,
    hint: voice.description,
  }));
  return (
    <Field label={label} hint={hint} className="min-w-0 grid-cols-[minmax(0,1fr)]">
      <div className="flex min-w-0 items-center gap-1">
        <NameCombobox
          label={label}
          value={value ?? ''}
          onChange={(next) => onChange(next === '' ? undefined : next)}
          options={known}
          usual={{ label: 'Any', hint: 'Duologue takes one that suits the side' }}
          searchPlaceholder="Search voices, or write a name"
          className="flex-1"
        />
        <VoicePreview
          provider={provider}
          voice={value ?? ''}
          language={language}
          label={value ? `${name || 'the persona'} as ${value}` : 'a voice: choose one first'}
          disabled={!value}
        />
      </div>
    </Field>
  );
}
