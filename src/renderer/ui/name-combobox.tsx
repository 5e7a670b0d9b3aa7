import { useState } from 'react';
import { Combobox } from './combobox.tsx';
import type { Option } from './option.ts';

/** Stands for "nothing written": nothing is ever called so. */
const NONE = '(none)';

export interface NameComboboxProps {
  label: string;
  /** Empty: the usual. */
  value: string;
  onChange: (value: string) => void;
  /** Names that are known; any other may be written. */
  options: readonly Option[];
  /** What stands for an empty one. */
  usual: { label: string; hint?: string | undefined };
  searchPlaceholder: string;
  /** The list is opened: time to ask for the names. */
  onOpen?: (() => void) | undefined;
  /** The names are being asked for. */
  busy?: boolean;
  className?: string;
}

/** A name out of a list, or one that is written: the list needn't know all there are. */
export function NameCombobox(props: NameComboboxProps) {
  const { label, value, onChange, options, usual, searchPlaceholder, onOpen, busy } = props;
  const [typed, setTyped] = useState('');
  const known = (name: string) => options.some((option) => option.value === name);
  const name = typed.trim();
  return (
    <Combobox
      label={label}
      value={value || NONE}
      onChange={(next) => onChange(next === NONE ? '' : next)}
      options={[
        { value: NONE, label: usual.label, hint: usual.hint },
        ...(value && value !== name && !known(value) ? [{ value, label: value }] : []),
        ...options.filter((option) => option.value !== usual.label),
        ...(name && name !== usual.label && !known(name)
          ? [{ value: name, label: name, hint: 'As written' }]
          : []),
      ]}
      searchPlaceholder={searchPlaceholder}
      empty={busy ? 'Asking the server…' : 'Write a name.'}
      onSearch={setTyped}
      {...(onOpen ? { onOpen } : {})}
      {...(props.className ? { className: props.className } : {})}
    />
  );
}
