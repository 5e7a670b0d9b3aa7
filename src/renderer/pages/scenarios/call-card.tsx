import { Controller, type UseFormReturn } from 'react-hook-form';
import type { Scenario } from '../../../contract/scenario.ts';
import type { PerSide } from '../../../contract/side.ts';
import { Card } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, TextArea } from '../../ui/input.tsx';
import { Segmented } from '../../ui/segmented.tsx';

interface CallCardProps {
  form: UseFormReturn<Scenario>;
  names: PerSide<string>;
}

/** Title, one line, situation, who opens. */
export function CallCard({ form, names }: CallCardProps) {
  const { control, register, formState } = form;
  const { errors } = formState;
  return (
    <Card title="What the call is about">
      <div className="grid gap-4">
        <Field label="Title" error={errors.title?.message}>
          <Input {...register('title')} autoComplete="off" />
        </Field>
        <Field
          label="In one line"
          error={errors.summary?.message}
          hint="For lists only; the models don’t get it."
        >
          <Input {...register('summary')} autoComplete="off" />
        </Field>
        <Field
          label="Situation"
          error={errors.situation?.message}
          hint="What both sides know before the call begins. Say “the customer”, not “you”: both read the same text."
        >
          <TextArea {...register('situation')} rows={4} autoGrow />
        </Field>
        <Controller
          control={control}
          name="opener"
          render={({ field }) => (
            <Field label="Who speaks first" hint="Usually the one who picks up the phone.">
              <Segmented
                label="Who speaks first"
                value={field.value}
                onChange={field.onChange}
                options={[
                  { value: 'a', label: names.a },
                  { value: 'b', label: names.b },
                ]}
              />
            </Field>
          )}
        />
      </div>
    </Card>
  );
}
