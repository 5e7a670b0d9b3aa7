import { memo, useState } from 'react';
import type {
  ConversationFilter,
  Facets as Counts,
  FacetValue,
} from '../../../contract/library-api.ts';
import { playerSourceSchema } from '../../../contract/provider.ts';
import { formatCount } from '../../format/numbers.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { providerLabel } from '../run/providers.ts';
import { chosen, filterCount, toggleFacet, type FacetName } from './library-state.ts';
import { RangeFields } from './range-fields.tsx';
import { statusWords } from './status.ts';

/** Values that are shown before one asks for all. */
const FEW = 6;

const groups: readonly { name: FacetName; label: string }[] = [
  { name: 'status', label: 'Status' },
  { name: 'scenario', label: 'Scenario' },
  { name: 'persona', label: 'Persona' },
  { name: 'provider', label: 'Provider' },
  { name: 'tag', label: 'Tags' },
];

interface FacetsProps {
  filter: ConversationFilter;
  counts: Counts | undefined;
  onFilter: (filter: ConversationFilter) => void;
  onClear: () => void;
}

/** What narrows the list down, with how many conversations each value leaves. A letter in the search box leaves it alone. */
export const Facets = memo(function Facets({ filter, counts, onFilter, onClear }: FacetsProps) {
  const count = filterCount(filter);
  return (
    <div className="grid content-start gap-5">
      <div className="flex h-8 items-center justify-between">
        <h2 className="text-xs font-[550] text-dim">Filters</h2>
        {count > 0 && (
          <Button size="sm" variant="quiet" className="-mr-2" onClick={onClear}>
            Clear {count}
          </Button>
        )}
      </div>
      {groups.map(({ name, label }) => (
        <FacetGroup
          key={name}
          label={label}
          values={withChosen(counts?.[name] ?? [], chosen(filter, name))}
          chosen={chosen(filter, name)}
          nameOf={NAMES[name]}
          onToggle={(value) => onFilter(toggleFacet(filter, name, value))}
        />
      ))}
      <RangeFields filter={filter} onFilter={onFilter} />
    </div>
  );
});

function statusName(value: FacetValue): string {
  return value.value in statusWords
    ? statusWords[value.value as keyof typeof statusWords].label
    : value.label;
}

function providerName({ value, label }: FacetValue): string {
  const { success, data } = playerSourceSchema.safeParse(value);
  return success ? providerLabel(data) : label;
}

/** Values that the studio calls otherwise than the library does. */
const NAMES: Partial<Record<FacetName, (value: FacetValue) => string>> = {
  status: statusName,
  provider: providerName,
};

/** A chosen value stays, even when the other filters leave nothing of it: it has to be taken back somewhere. */
function withChosen(values: readonly FacetValue[], names: readonly string[]): FacetValue[] {
  const gone = names.filter((name) => values.every((value) => value.value !== name));
  return [...values, ...gone.map((value) => ({ value, label: value, count: 0 }))];
}

interface GroupProps {
  label: string;
  values: readonly FacetValue[];
  chosen: readonly string[];
  nameOf?: ((value: FacetValue) => string) | undefined;
  onToggle: (value: string) => void;
}

function FacetGroup({ label, values, chosen: names, nameOf, onToggle }: GroupProps) {
  const [all, setAll] = useState(false);
  if (values.length === 0) return null;
  const shown = values.filter((value, index) => all || index < FEW || names.includes(value.value));
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-sm font-[550]">{label}</legend>
      {shown.map((value) => (
        <div key={value.value} className="flex items-center justify-between gap-2">
          <Checkbox
            className="min-w-0 flex-1 [&_label]:truncate [&_label]:text-sm"
            label={nameOf?.(value) ?? value.label}
            checked={names.includes(value.value)}
            onChange={() => onToggle(value.value)}
          />
          <span className="text-xs text-faint">{formatCount(value.count)}</span>
        </div>
      ))}
      {values.length > FEW && (
        <Button size="sm" variant="quiet" className="-ml-2.5" onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${values.length}`}
        </Button>
      )}
    </fieldset>
  );
}
