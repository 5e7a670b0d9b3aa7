import type { ConversationFilter } from '../../../contract/library-api.ts';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Select } from '../../ui/select.tsx';
import { withFields } from './library-state.ts';
import {
  dayField,
  fieldDay,
  lengthFields,
  lengthOf,
  lengths,
  periodFields,
  periodOf,
  periods,
} from './ranges.ts';

interface RangeFieldsProps {
  filter: ConversationFilter;
  onFilter: (filter: ConversationFilter) => void;
}

/** When it was, and how long it is. */
export function RangeFields({ filter, onFilter }: RangeFieldsProps) {
  const now = new Date();
  const period = periodOf(filter, now);
  const day = (edge: 'from' | 'before', label: string) => (
    <Field label={label}>
      <Input
        type="date"
        value={fieldDay(filter[edge], edge)}
        onChange={(event) =>
          onFilter(withFields(filter, { [edge]: dayField(event.target.value, edge) }))
        }
      />
    </Field>
  );
  return (
    <>
      <Field label="When">
        <Select
          size="sm"
          label="When"
          value={period}
          options={periods}
          onChange={(next) => onFilter(withFields(filter, periodFields(next, now)))}
        />
      </Field>
      {period === 'between' && (
        <div className="grid gap-2">
          {day('from', 'From')}
          {day('before', 'To')}
        </div>
      )}
      <Field label="Length">
        <Select
          size="sm"
          label="Length"
          value={lengthOf(filter)}
          placeholder="Another length"
          options={lengths}
          onChange={(next) => onFilter(withFields(filter, lengthFields(next)))}
        />
      </Field>
    </>
  );
}
