import { Square } from 'lucide-react';
import { Controller, type UseFormReturn } from 'react-hook-form';
import type { Scenario } from '../../../contract/scenario.ts';
import { TextList } from '../../documents/text-list.tsx';
import { Card } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';

const limits = [
  { name: 'maxTurns', label: 'Most turns', hint: 'Of both sides together.', step: 1 },
  { name: 'maxMinutes', label: 'Most minutes', hint: 'Then it is cut off.', step: 'any' },
  {
    name: 'silenceSeconds',
    label: 'Seconds of silence',
    hint: 'Nobody speaks: it ends.',
    step: 'any',
  },
] as const;

/** When the call is over, and what makes it a success. */
export function EndCard({ form }: { form: UseFormReturn<Scenario> }) {
  const { control, register, formState } = form;
  const { errors } = formState;
  return (
    <Card title="How it ends">
      <div className="grid gap-6">
        <Controller
          control={control}
          name="endConditions"
          render={({ field }) => (
            <TextList
              label="The call is over when"
              hint="Both models get these, so that they know when to say goodbye."
              noun="condition"
              placeholder="The customer knows when the parcel comes, and both have said goodbye."
              value={field.value}
              onChange={field.onChange}
              error={errors.endConditions?.root?.message ?? errors.endConditions?.message}
              errorOf={(nth) => errors.endConditions?.[nth]?.message}
            />
          )}
        />
        <Controller
          control={control}
          name="successCriteria"
          render={({ field }) => (
            <TextList
              label="It went well if"
              hint="A checklist for whoever judges the conversation afterwards. The models don’t get it."
              noun="criterion"
              placeholder="A delivery day is named."
              mark={<Square className="size-4" />}
              value={field.value}
              onChange={field.onChange}
              error={errors.successCriteria?.root?.message ?? errors.successCriteria?.message}
              errorOf={(nth) => errors.successCriteria?.[nth]?.message}
            />
          )}
        />
        <div className="grid gap-4 sm:grid-cols-3">
          {limits.map(({ name, label, hint, step }) => (
            <Field key={name} label={label} hint={hint} error={errors.limits?.[name]?.message}>
              <Input
                type="number"
                inputMode="decimal"
                min={1}
                step={step}
                {...register(`limits.${name}`, { valueAsNumber: true })}
              />
            </Field>
          ))}
        </div>
      </div>
    </Card>
  );
}
