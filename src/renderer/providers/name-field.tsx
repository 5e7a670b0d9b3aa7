import { useState } from 'react';
import type { Provider } from '../../contract/provider.ts';
import type { ModelKind, ModelList } from '../../contract/settings.ts';
import { toErrorData } from '../../contract/errors.ts';
import { Field } from '../ui/field.tsx';
import { NameCombobox } from '../ui/name-combobox.tsx';
import type { Option } from '../ui/option.ts';
import { listSource, unknownName } from './list-words.ts';
import { useModels } from './use-models.ts';

export interface NameFieldProps {
  what: 'model' | 'voice';
  label: string;
  provider: Provider;
  stage: ModelKind;
  /** As it stands in the form. Without it: as it is set. */
  baseUrl?: string | undefined;
  /** Empty: the usual. */
  value: string;
  onChange: (value: string) => void;
  usual: { label: string; hint?: string | undefined };
  className?: string | undefined;
}

/** A model or a voice, with what the server offers to choose from; other names may be written. */
export function NameField(props: NameFieldProps) {
  const { what, label, provider, stage, baseUrl, value, onChange, usual, className } = props;
  const [opened, setOpened] = useState(false);
  const request = { provider, stage, ...(baseUrl ? { baseUrl } : {}) };
  const list = useModels(request, opened || value !== '');
  const warning = unknownName(value, what, list.data);
  return (
    <Field
      label={label}
      className={className ?? ''}
      hint={
        warning ? (
          <span className="text-warn">{warning}</span>
        ) : (
          hintOf(list.data, list.isFetching, list.error)
        )
      }
    >
      <NameCombobox
        label={label}
        value={value}
        onChange={onChange}
        options={optionsOf(what, list.data)}
        usual={usual}
        searchPlaceholder={`Search, or write the name of a ${what}`}
        onOpen={() => setOpened(true)}
        busy={list.isFetching}
      />
    </Field>
  );
}

function hintOf(list: ModelList | undefined, busy: boolean, error: Error | null) {
  if (list) return listSource(list);
  if (busy) return 'Asking the server for its list…';
  return error ? toErrorData(error).message : undefined;
}

function optionsOf(what: 'model' | 'voice', list: ModelList | undefined): Option[] {
  if (!list) return [];
  if (what === 'model') return list.models.map((name) => ({ value: name, label: name }));
  return list.voices.map(({ id, label, description }) => ({
    ...{ value: id, label },
    ...(description ? { hint: description } : {}),
  }));
}
