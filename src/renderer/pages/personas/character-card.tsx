import { Controller, useWatch, type UseFormReturn } from 'react-hook-form';
import type { Persona } from '../../../contract/persona.ts';
import { TextList } from '../../documents/text-list.tsx';
import { formatCount } from '../../format/index.ts';
import { Card } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { TextArea } from '../../ui/input.tsx';

const MOST_LETTERS = 8000;

/** Character, and what only this person knows. */
export function CharacterCard({ form }: { form: UseFormReturn<Persona> }) {
  const { control, register, formState } = form;
  const { errors } = formState;
  return (
    <Card title="Character and knowledge">
      <div className="grid gap-5">
        <Field
          label="Character and way of speaking"
          error={errors.instructions?.message}
          hint="Write to the person: “You are Maya, thirty-four, a teacher. You are quick and friendly. When something is vague, you ask once more.” How to talk on the phone is added by Duologue."
          aside={<Counter form={form} />}
        >
          <TextArea {...register('instructions')} rows={6} autoGrow />
        </Field>
        <Controller
          control={control}
          name="facts"
          render={({ field }) => (
            <TextList
              label="Facts that only this person knows"
              hint="Told only when asked, or when it helps. One to a line, written to the person as well."
              noun="fact"
              placeholder="You paid by card when you ordered."
              value={field.value}
              onChange={field.onChange}
              error={errors.facts?.root?.message ?? errors.facts?.message}
              errorOf={(nth) => errors.facts?.[nth]?.message}
            />
          )}
        />
      </div>
    </Card>
  );
}

function Counter({ form }: { form: UseFormReturn<Persona> }) {
  const { length } = useWatch({ control: form.control, name: 'instructions' });
  return (
    <span className={length > MOST_LETTERS ? 'text-bad' : undefined}>
      {formatCount(length)} of {formatCount(MOST_LETTERS)} letters
    </span>
  );
}
