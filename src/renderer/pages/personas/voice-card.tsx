import { Controller, useWatch, type UseFormReturn } from 'react-hook-form';
import type { Persona } from '../../../contract/persona.ts';
import type { Provider } from '../../../contract/provider.ts';
import { LanguageField } from '../../documents/language-field.tsx';
import { TagField } from '../../documents/tag-field.tsx';
import { Card } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { TextArea } from '../../ui/input.tsx';
import { VoiceField } from './voice-field.tsx';

interface VoiceCardProps {
  form: UseFormReturn<Persona>;
  /** Tags of other personas, to choose from. */
  tags: readonly string[];
}

/** Voices by provider, language, tags. */
export function VoiceCard({ form, tags }: VoiceCardProps) {
  const { control, formState, register } = form;
  const { errors } = formState;
  const name = useWatch({ control, name: 'name' });
  const language = useWatch({ control, name: 'language' });
  const voice = (provider: Provider, label: string, hint: string) => (
    <Controller
      control={control}
      name={`voices.${provider}`}
      render={({ field }) => (
        <VoiceField
          provider={provider}
          label={label}
          hint={hint}
          value={field.value}
          onChange={field.onChange}
          name={name}
          language={language}
        />
      )}
    />
  );
  return (
    <Card title="Voice, language, tags">
      <div className="grid gap-4 sm:grid-cols-2">
        {voice('rehearsal', 'Voice in rehearsal', 'Spoken on this machine, without a key.')}
        {voice('openai', 'Voice with OpenAI', 'A preview asks OpenAI and needs a key.')}
        {voice('openai-compatible', 'Voice with your own server', 'As that server calls it.')}
        <Controller
          control={control}
          name="language"
          render={({ field }) => (
            <LanguageField
              value={field.value}
              onChange={field.onChange}
              hint="For the voice preview. In a call the scenario’s language is spoken."
              error={errors.language?.message}
            />
          )}
        />
        <Field
          label="Delivery"
          className="sm:col-span-2"
          error={errors.delivery?.message}
          hint="How it is said, for voices that can be told, such as OpenAI’s gpt-4o-mini-tts."
        >
          <TextArea
            {...register('delivery')}
            rows={2}
            autoGrow
            placeholder="Hurried, a little hoarse, with a smile at the end."
          />
        </Field>
        <Controller
          control={control}
          name="tags"
          render={({ field }) => (
            <TagField
              value={field.value}
              onChange={field.onChange}
              known={tags}
              error={errors.tags}
            />
          )}
        />
      </div>
    </Card>
  );
}
