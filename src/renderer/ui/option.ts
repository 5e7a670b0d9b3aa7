import type { ReactNode } from 'react';

/** One choice of a select, combobox or segmented control. */
export interface Option<V extends string = string> {
  value: V;
  label: string;
  /** A second, quieter line. */
  hint?: string | undefined;
  icon?: ReactNode;
  disabled?: boolean | undefined;
}
