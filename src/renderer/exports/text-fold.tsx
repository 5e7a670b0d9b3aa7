import { sideOptions } from './side-options.ts';
import { Checkbox } from '../ui/checkbox.tsx';
import { Field } from '../ui/field.tsx';
import { Fold } from '../ui/fold.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { EstimatedWords } from './estimated-words.tsx';
import { withText } from './export-form.ts';
import type { FormPartProps } from './fold-props.ts';
import { textGroups, textWords } from './format-words.ts';
import { textSummary } from './summaries.ts';

/** Which files of text are written. */
export function TextFold({ form, problems, names, onChange }: FormPartProps) {
  const timed = form.texts.includes('ctm') || form.texts.includes('textgrid');
  return (
    <Fold title="Text files" summary={textSummary(form)} problem={problems.texts}>
      <div className="grid gap-4">
        <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
          {textGroups.map(({ label, formats }) => (
            <fieldset key={label} className="min-w-0">
              <legend className="mb-0.5 text-xs font-[550] text-dim">{label}</legend>
              {formats.map((format) => (
                <Checkbox
                  key={format}
                  className="flex w-full [&_label]:flex-1"
                  checked={form.texts.includes(format)}
                  onChange={(on) => onChange(withText(form, format, on))}
                  label={
                    <span className="grid grid-cols-[5.5rem_minmax(0,1fr)] gap-x-2">
                      <span>{textWords[format].label}</span>
                      <span className="text-xs leading-5 text-dim">{textWords[format].hint}</span>
                    </span>
                  }
                />
              ))}
            </fieldset>
          ))}
        </div>
        {form.texts.includes('chat') && (
          <Field
            label="Who the model learns to be, in Chat JSONL"
            hint="This side’s turns become the assistant’s messages, the other’s the user’s."
          >
            <Segmented
              label="Who the model learns to be"
              value={form.assistant}
              onChange={(assistant) => onChange({ assistant })}
              options={sideOptions(names)}
            />
          </Field>
        )}
        {timed && <EstimatedWords {...{ form, onChange }} />}
      </div>
    </Fold>
  );
}
