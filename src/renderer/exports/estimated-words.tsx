import { Switch } from '../ui/switch.tsx';
import type { FormPartProps } from './fold-props.ts';

/** Whether times that nobody measured are good enough. */
export function EstimatedWords({ form, onChange }: Pick<FormPartProps, 'form' | 'onChange'>) {
  return (
    <Switch
      label="Estimated word times too"
      hint="Else words whose times are only estimated are left out where each word has its time."
      checked={form.estimatedWords}
      onChange={(estimatedWords) => onChange({ estimatedWords })}
    />
  );
}
