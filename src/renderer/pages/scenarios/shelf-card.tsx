import { Controller, type UseFormReturn } from 'react-hook-form';
import type { Scenario } from '../../../contract/scenario.ts';
import { LanguageField } from '../../documents/language-field.tsx';
import { TagField } from '../../documents/tag-field.tsx';
import { Card } from '../../ui/card.tsx';

interface ShelfCardProps {
  form: UseFormReturn<Scenario>;
  /** Tags of other scenarios, to choose from. */
  tags: readonly string[];
}

/** Language and tags. */
export function ShelfCard({ form, tags }: ShelfCardProps) {
  const { control, formState } = form;
  const { errors } = formState;
  return (
    <Card title="Language and tags">
      <div className="grid gap-4 sm:grid-cols-2">
        <Controller
          control={control}
          name="language"
          render={({ field }) => (
            <LanguageField
              value={field.value}
              onChange={field.onChange}
              hint="Both sides are told to speak it. Rehearsal voices speak English."
              error={errors.language?.message}
            />
          )}
        />
        <Controller
          control={control}
          name="tags"
          render={({ field }) => (
            <TagField
              value={field.value}
              onChange={field.onChange}
              known={tags}
              error={errors.tags}
            />
          )}
        />
      </div>
    </Card>
  );
}
