import { useVoices } from '../../api/queries.ts';
import { Combobox } from '../../ui/combobox.tsx';
import { Field } from '../../ui/field.tsx';
import { VoicePreview } from './voice-preview.tsx';

/** Stands for "none chosen": a voice is never called so. */
const NONE = '(none)';

interface VoiceFieldProps {
  provider: 'rehearsal' | 'openai';
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
  const options = [
    { value: NONE, label: 'Any', hint: 'Duologue takes one that suits the side' },
    // A voice from a file that this machine doesn't list stays as it is.
    ...(value && !known.some((each) => each.value === value)
      ? [{ value, label: value, hint: 'not in the list of this provider' }]
      : []),
    ...known,
  ];
  return (
    <Field label={label} hint={hint} className="min-w-0 grid-cols-[minmax(0,1fr)]">
      <div className="flex min-w-0 items-center gap-1">
        <Combobox
          label={label}
          value={value ?? NONE}
          onChange={(next) => onChange(next === NONE ? undefined : next)}
          options={options}
          searchPlaceholder="Search voices"
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
