import { Field } from '../ui/field.tsx';
import { Fold } from '../ui/fold.tsx';
import { Input } from '../ui/input.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { Switch } from '../ui/switch.tsx';
import type { AugmentForm } from './augment-form.ts';
import { snrWords, type AugmentField } from './augment-request.ts';
import type { FormPartProps } from './fold-props.ts';
import { RangeFields } from './range-fields.tsx';
import { augmentSummary } from './summaries.ts';

const noises: { value: AugmentForm['noise']; label: string }[] = [
  { value: 'none', label: 'None' },
  { value: 'pink', label: 'Pink noise' },
  { value: 'babble', label: 'Other conversations' },
  { value: 'file', label: 'A sound file' },
];

/** What is done to the sound on its way into the files. */
export function AugmentFold({ form, problems, onChange }: FormPartProps) {
  const { augment, withAudio } = form;
  const set = (change: Partial<AugmentForm>) => onChange({ augment: { ...augment, ...change } });
  const text = (field: 'burst' | 'seed' | 'reverbPath') => ({
    value: augment[field],
    onChange: (event: { target: { value: string } }) => set({ [field]: event.target.value }),
  });
  return (
    <Fold title="Sound effects" summary={augmentSummary(form)} problem={firstProblem(problems)}>
      {withAudio ? (
        <div className="grid gap-4">
          <p className="max-w-measure text-sm text-dim">
            Makes data of harder conditions (augmentation). The times of turns and words stay true,
            and the manifest tells what was done. Give two numbers, and every conversation gets its
            own between them.
          </p>
          <Switch
            label="Telephone"
            hint="300 to 3400 Hz at 8 kHz through µ-law, as in a phone call."
            checked={augment.telephone}
            onChange={(telephone) => set({ telephone })}
          />
          <NoiseFields {...{ augment, problems }} onChange={set} />
          <div className="grid gap-4 sm:grid-cols-2">
            <RangeFields
              label="Lost packets, %"
              hint="They fall silent for 20 ms each. Empty: none is lost."
              error={problems.loss}
              value={augment.loss}
              onChange={(loss) => set({ loss })}
            />
            <Field
              label="Lost in a row"
              error={problems.burst}
              hint="Mean number of packets that are lost together."
            >
              <Input className="max-w-20" inputMode="decimal" {...text('burst')} />
            </Field>
            <RangeFields
              label="Level, dB"
              hint="Louder above zero, softer below. Empty: as it is."
              error={problems.level}
              value={augment.level}
              onChange={(level) => set({ level })}
            />
            <Field
              label="Seed"
              error={problems.seed}
              hint="The same seed makes the same choices again."
            >
              <Input className="max-w-32" inputMode="numeric" {...text('seed')} />
            </Field>
          </div>
          <Field
            label="Room"
            error={problems.reverbPath}
            hint="The whole path of an impulse response: they sound as if they spoke there. Empty: no room."
          >
            <Input spellCheck={false} placeholder="No impulse response" {...text('reverbPath')} />
          </Field>
        </div>
      ) : (
        <p className="text-sm text-dim">There is no audio to change: switch it on above.</p>
      )}
    </Fold>
  );
}

interface NoiseFieldsProps {
  augment: AugmentForm;
  problems: FormPartProps['problems'];
  onChange: (change: Partial<AugmentForm>) => void;
}

function NoiseFields({ augment, problems, onChange }: NoiseFieldsProps) {
  const { noise, snr, voices, noisePath } = augment;
  return (
    <>
      <Field label="Noise behind the voices">
        <Segmented
          label="Noise behind the voices"
          value={noise}
          onChange={(next) => onChange({ noise: next })}
          options={noises}
        />
      </Field>
      {noise !== 'none' && (
        <div className="grid gap-4 sm:grid-cols-2">
          <RangeFields
            label="Speech over noise, dB"
            hint={snrHint(snr.from)}
            error={problems.snr}
            value={snr}
            onChange={(next) => onChange({ snr: next })}
          />
          {noise === 'babble' && (
            <Field
              label="Voices"
              error={problems.voices}
              hint="So many conversations of the library are mixed behind them."
            >
              <Input
                className="max-w-20"
                inputMode="numeric"
                value={voices}
                onChange={(event) => onChange({ voices: event.target.value })}
              />
            </Field>
          )}
          {noise === 'file' && (
            <Field
              label="Sound file"
              error={problems.noisePath}
              hint="The whole path of an audio file on this computer; repeated as needed."
            >
              <Input
                spellCheck={false}
                value={noisePath}
                placeholder="/home/you/cafe.wav"
                onChange={(event) => onChange({ noisePath: event.target.value })}
              />
            </Field>
          )}
        </div>
      )}
    </>
  );
}

function snrHint(from: string): string {
  const value = Number(from.replace(',', '.'));
  if (from.trim() === '' || !Number.isFinite(value)) return 'The lower, the harder to understand.';
  return `${from.trim()} dB: ${snrWords(value)}. The lower, the harder to understand.`;
}

const fieldWords: Record<AugmentField, string> = {
  snr: 'Speech over noise',
  voices: 'Voices',
  noisePath: 'Sound file',
  loss: 'Lost packets',
  burst: 'Lost in a row',
  level: 'Level',
  seed: 'Seed',
  reverbPath: 'Room',
};

/** What is wrong, with the name of its field: it may be folded away. */
function firstProblem(problems: FormPartProps['problems']): string | undefined {
  const field = (Object.keys(fieldWords) as AugmentField[]).find((each) => problems[each]);
  return field ? `${fieldWords[field]}: ${problems[field]}` : problems.augment;
}
