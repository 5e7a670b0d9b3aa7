import { Controller, useWatch, type UseFormReturn } from 'react-hook-form';
import type { Manner, Persona } from '../../../contract/persona.ts';
import { Card } from '../../ui/card.tsx';
import { Slider } from '../../ui/slider.tsx';
import { interruptingSentence, patienceSentence, talkSentence } from './manner-sentences.ts';

const sliders: {
  name: keyof Manner;
  label: string;
  sentence: (name: string, value: number) => string;
}[] = [
  { name: 'talkativeness', label: 'Talkativeness', sentence: talkSentence },
  { name: 'patience', label: 'Patience', sentence: patienceSentence },
  { name: 'interrupting', label: 'Interrupting', sentence: interruptingSentence },
];

/** How somebody behaves on a call, with what each value truly does. */
export function MannerCard({ form }: { form: UseFormReturn<Persona> }) {
  const name = useWatch({ control: form.control, name: 'name' });
  return (
    <Card title="Manner">
      <div className="grid gap-4">
        {sliders.map((slider) => (
          <Controller
            key={slider.name}
            control={form.control}
            name={`manner.${slider.name}`}
            render={({ field }) => (
              <Slider
                label={slider.label}
                value={field.value}
                step={0.05}
                onChange={(value) => field.onChange(Math.round(value * 100) / 100)}
                describe={(value) => slider.sentence(name, value)}
              />
            )}
          />
        ))}
      </div>
    </Card>
  );
}
