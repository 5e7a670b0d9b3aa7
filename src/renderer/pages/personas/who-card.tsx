import type { UseFormReturn } from 'react-hook-form';
import type { Persona } from '../../../contract/persona.ts';
import { Card } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, TextArea } from '../../ui/input.tsx';

/** Name, role, one line, goal. */
export function WhoCard({ form }: { form: UseFormReturn<Persona> }) {
  const { register, formState } = form;
  const { errors } = formState;
  return (
    <Card title="Who this is">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label="Name"
          error={errors.name?.message}
          hint="First and last name, as people say them."
        >
          <Input {...register('name')} autoComplete="off" />
        </Field>
        <Field
          label="Role"
          error={errors.role?.message}
          hint="A word or two. The other side gets to know it."
        >
          <Input {...register('role')} autoComplete="off" placeholder="customer" />
        </Field>
        <Field
          label="In one line"
          className="sm:col-span-2"
          error={errors.summary?.message}
          hint="For lists only; the model doesn’t get it."
        >
          <Input {...register('summary')} autoComplete="off" />
        </Field>
        <Field
          label="What this person wants from the call"
          className="sm:col-span-2"
          error={errors.goal?.message}
          hint="The other side never gets to see it. A clear goal makes the liveliest calls."
        >
          <TextArea
            {...register('goal')}
            rows={2}
            autoGrow
            placeholder="Get a clear day on which the order arrives."
          />
        </Field>
      </div>
    </Card>
  );
}
