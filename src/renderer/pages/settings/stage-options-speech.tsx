import { speechFormatSchema } from '../../../contract/provider.ts';
import { NameField } from '../../providers/name-field.tsx';
import { Field } from '../../ui/field.tsx';
import { TextArea } from '../../ui/input.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Select } from '../../ui/select.tsx';
import { OptionInput } from './option-input.tsx';
import type { StageFieldsProps } from './stage-fields-props.ts';
import { askedAs } from './stage-forms.ts';

/** Stands for "not set". */
const OWN = 'own';

const modes = [
  { value: 'batch', label: 'When it has been said' },
  { value: 'realtime', label: 'While it is said' },
] as const;

/** When speech is sent, and words that are likely to come up. */
export function SttOptions({ form, onChange }: StageFieldsProps) {
  return (
    <>
      <Field
        label="Speech is sent"
        className="sm:col-span-2"
        hint={
          form.mode === 'realtime'
            ? 'Over a WebSocket, as OpenAI’s Realtime API does it; few other servers can.'
            : 'Each stretch of speech as a file. Every server can.'
        }
      >
        <Segmented
          label="Speech is sent"
          value={form.mode === 'realtime' ? 'realtime' : 'batch'}
          onChange={(mode) => onChange({ ...form, mode: mode === 'batch' ? '' : mode })}
          options={modes}
        />
      </Field>
      <Field
        label="Words to expect"
        className="sm:col-span-2"
        hint="Names and terms that are likely to come up, so that they are spelled right."
      >
        <TextArea
          rows={2}
          autoGrow
          value={form.prompt}
          onChange={(event) => onChange({ ...form, prompt: event.target.value })}
        />
      </Field>
    </>
  );
}

/** Voice, speed and manner of speaking; format and rate of servers that differ. */
export function TtsOptions(props: StageFieldsProps) {
  const { provider, form, onChange } = props;
  return (
    <>
      <VoiceField {...props} hint="Of personas that name none" />
      <OptionInput
        {...props}
        field="speed"
        label="Speed"
        placeholder="1"
        hint="1 is the natural one, 0.25 to 4 is possible."
      />
      <Field
        label="How to speak"
        className="sm:col-span-2"
        hint="For models that take it, such as gpt-4o-mini-tts. A persona may have its own."
      >
        <TextArea
          rows={2}
          autoGrow
          placeholder="Calm, close to the phone, in no hurry."
          value={form.instructions}
          onChange={(event) => onChange({ ...form, instructions: event.target.value })}
        />
      </Field>
      {provider === 'openai-compatible' && <SoundOptions {...props} />}
    </>
  );
}

function SoundOptions(props: StageFieldsProps) {
  const { form, onChange } = props;
  return (
    <>
      <Field label="Sound is asked for as" hint="What the server gives instead is found out.">
        <Select
          label="Sound is asked for as"
          value={form.format || OWN}
          onChange={(value) => onChange({ ...form, format: value === OWN ? '' : value })}
          options={[
            { value: OWN, label: 'What begins soonest (pcm)' },
            ...speechFormatSchema.options.map((value) => ({ value, label: value })),
          ]}
          className="w-full"
        />
      </Field>
      <OptionInput
        {...props}
        field="sampleRate"
        label="Sample rate of its pcm, Hz"
        placeholder="24000"
        hint="Only for a server whose pcm isn’t 24,000."
      />
    </>
  );
}

/** Voice of the speech-to-speech model, and what writes down what it heard. */
export function RealtimeOptions(props: StageFieldsProps) {
  const { form, onChange, provider } = props;
  return (
    <>
      <VoiceField {...props} hint="Of personas that name none" />
      <NameField
        what="model"
        label="Written down by"
        provider={provider}
        stage="stt"
        baseUrl={askedAs('realtime', form).baseUrl}
        value={form.transcriptionModel}
        onChange={(transcriptionModel) => onChange({ ...form, transcriptionModel })}
        usual={{ label: 'The usual one', hint: 'The model itself hears sound, not text' }}
      />
    </>
  );
}

function VoiceField(props: StageFieldsProps & { hint: string }) {
  const { provider, stage, form, onChange, hint } = props;
  return (
    <NameField
      what="voice"
      label="Voice"
      provider={provider}
      stage={stage.name}
      baseUrl={askedAs(stage.name, form).baseUrl}
      value={form.voice}
      onChange={(voice) => onChange({ ...form, voice })}
      usual={{ label: 'One that suits the side', hint }}
    />
  );
}
