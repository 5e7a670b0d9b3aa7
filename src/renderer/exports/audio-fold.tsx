import {
  audioEncodingSchema,
  audioLayoutSchema,
  SAMPLE_RATES,
  type AudioOptions,
} from '../../contract/export-api.ts';
import { Field } from '../ui/field.tsx';
import { Fold } from '../ui/fold.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { Switch } from '../ui/switch.tsx';
import { ChannelDrawing } from './channel-drawing.tsx';
import type { FormPartProps } from './fold-props.ts';
import { encodingWords, layoutWords } from './format-words.ts';
import { sideOptions } from './side-options.ts';
import { audioSummary } from './summaries.ts';

/** Which files of sound are written. */
export function AudioFold({ form, problems, names, onChange }: FormPartProps) {
  const { audio, withAudio } = form;
  const set = (change: Partial<AudioOptions>) => onChange({ audio: { ...audio, ...change } });
  return (
    <Fold title="Audio" summary={audioSummary(form, names)} problem={problems.audio}>
      <div className="grid gap-4">
        <Switch
          label="Write audio files"
          checked={withAudio}
          onChange={(on) => onChange({ withAudio: on })}
        />
        {withAudio && (
          <div className="grid gap-x-8 gap-y-4 sm:grid-cols-[minmax(0,1fr)_15rem]">
            <div className="grid content-start gap-4">
              <Field label="Encoding" hint={encodingWords[audio.encoding].hint}>
                <Segmented
                  label="Encoding"
                  value={audio.encoding}
                  onChange={(encoding) => set({ encoding })}
                  options={audioEncodingSchema.options.map((value) => ({
                    value,
                    label: encodingWords[value].label,
                  }))}
                />
              </Field>
              <Field label="Layout" hint={layoutWords[audio.layout].hint}>
                <Segmented
                  label="Layout"
                  value={audio.layout}
                  onChange={(layout) => set({ layout })}
                  options={audioLayoutSchema.options.map((value) => ({
                    value,
                    label: layoutWords[value].label,
                  }))}
                />
              </Field>
              <Field label="Sample rate">
                <Segmented
                  label="Sample rate"
                  value={String(audio.sampleRate)}
                  onChange={(value) =>
                    set({ sampleRate: SAMPLE_RATES.find((rate) => String(rate) === value)! })
                  }
                  options={SAMPLE_RATES.map((rate) => ({
                    value: String(rate),
                    label: `${rate / 1000} kHz`,
                  }))}
                />
              </Field>
            </div>
            <div className="grid content-start gap-4">
              <ChannelDrawing audio={audio} names={names} />
              {audio.layout === 'stereo' && (
                <Field label="Who is left">
                  <Segmented
                    label="Who is left"
                    value={audio.left}
                    onChange={(left) => set({ left })}
                    options={sideOptions(names)}
                    className="[&>button]:min-w-0 [&>button]:truncate"
                  />
                </Field>
              )}
            </div>
            <Switch
              className="sm:col-span-2"
              label="Clean stems too"
              hint="Each voice as it was made, before the network: the same clock, in files beside the recording."
              checked={audio.stems}
              onChange={(stems) => set({ stems })}
            />
          </div>
        )}
      </div>
    </Fold>
  );
}
