import { Controller, type UseFormReturn } from 'react-hook-form';
import type { Persona } from '../../../contract/persona.ts';
import type { Scenario } from '../../../contract/scenario.ts';
import { SIDES, type Side } from '../../../contract/side.ts';
import { TextList } from '../../documents/text-list.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { Card } from '../../ui/card.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { Field } from '../../ui/field.tsx';

interface CastCardProps {
  form: UseFormReturn<Scenario>;
  personas: readonly Persona[];
}

const labels = {
  a: { who: 'Who calls', facts: 'What only the caller knows' },
  b: { who: 'Who is called', facts: 'What only the one who is called knows' },
};

/** Who plays each side, and what only that side knows. */
export function CastCard({ form, personas }: CastCardProps) {
  return (
    <Card title="Who is on the phone">
      <div className="grid gap-6">
        {SIDES.map((side) => (
          <CastSide key={side} form={form} personas={personas} side={side} />
        ))}
      </div>
    </Card>
  );
}

function CastSide({ form, personas, side }: CastCardProps & { side: Side }) {
  const { control, formState } = form;
  const errors = formState.errors.facts?.[side];
  return (
    <div className="grid gap-4">
      <Controller
        control={control}
        name={`personas.${side}`}
        render={({ field }) => (
          <Field
            label={labels[side].who}
            hint={
              personas.length === 0 || personas.some(({ id }) => id === field.value)
                ? 'Suits this scenario; a run may name somebody else.'
                : undefined
            }
            error={
              personas.length === 0 || personas.some(({ id }) => id === field.value)
                ? undefined
                : `There is no persona ${field.value} any more. Choose another.`
            }
          >
            <Combobox
              label={labels[side].who}
              value={field.value}
              onChange={field.onChange}
              options={personas.map(({ id, name, role }) => ({
                value: id,
                label: name,
                hint: role,
                icon: <Avatar name={name} side={side} size={24} />,
              }))}
              placeholder={field.value}
              searchPlaceholder="Search personas"
            />
          </Field>
        )}
      />
      <Controller
        control={control}
        name={`facts.${side}`}
        render={({ field }) => (
          <TextList
            label={labels[side].facts}
            hint={
              side === 'a'
                ? 'Beside what the persona knows anyway. Written to the person: “You ordered a lamp.” Told only when asked, or when it helps.'
                : undefined
            }
            noun="fact"
            value={field.value}
            onChange={field.onChange}
            error={errors?.root?.message ?? errors?.message}
            errorOf={(nth) => errors?.[nth]?.message}
          />
        )}
      />
    </div>
  );
}
