import { datasetKindSchema } from '../../contract/export-api.ts';
import { Field } from '../ui/field.tsx';
import { Fold } from '../ui/fold.tsx';
import { Input } from '../ui/input.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { Switch } from '../ui/switch.tsx';
import { EstimatedWords } from './estimated-words.tsx';
import type { FormPartProps } from './fold-props.ts';
import { datasetWords } from './format-words.ts';
import { SplitFields } from './split-fields.tsx';
import { datasetSummary } from './summaries.ts';

/** How the folder is laid out, and how its conversations are divided. */
export function DatasetFold({ form, problems, onChange }: FormPartProps) {
  const { kind, split } = form;
  const problem = problems.dataset ?? problems.name ?? problems.license ?? problems.splitSeed;
  return (
    <Fold title="Dataset" summary={datasetSummary(form)} problem={problem}>
      <div className="grid gap-4">
        <Field label="Kind" hint={datasetWords[kind].hint} error={problems.dataset}>
          <Segmented
            label="Kind"
            value={kind}
            onChange={(next) => onChange({ kind: next })}
            options={datasetKindSchema.options.map((value) => ({
              value,
              label: datasetWords[value].label,
            }))}
          />
        </Field>
        {kind !== 'plain' && (
          <>
            <div className="grid gap-4 sm:grid-cols-2">
              <Field label="Name" error={problems.name} hint="Heads the dataset card.">
                <Input
                  value={form.name}
                  onChange={(event) => onChange({ name: event.target.value })}
                />
              </Field>
              <Field
                label="Licence"
                error={problems.license}
                hint="An SPDX id such as CC-BY-4.0, or other."
              >
                <Input
                  value={form.license}
                  spellCheck={false}
                  onChange={(event) => onChange({ license: event.target.value })}
                />
              </Field>
            </div>
            <EstimatedWords {...{ form, onChange }} />
          </>
        )}
        <Switch
          label="Divide into training, validation and test"
          checked={split}
          onChange={(on) => onChange({ split: on })}
        />
        {split && <SplitFields {...{ form, problems, onChange }} />}
      </div>
    </Fold>
  );
}
