import { createContext, useContext } from 'react';

/** What a field tells the control inside it. */
export interface FieldLinks {
  id: string;
  labelId: string;
  /** Ids of hint and error, when there are any. */
  describedBy: string | undefined;
  invalid: boolean;
}

export const FieldContext = createContext<FieldLinks | undefined>(undefined);

/** The attributes that tie a native control to the field around it; what the control names itself wins. */
export function useFieldProps(own: {
  id?: string | undefined;
  'aria-describedby'?: string | undefined;
  'aria-invalid'?: unknown;
}) {
  const field = useContext(FieldContext);
  return {
    id: own.id ?? field?.id,
    'aria-describedby': own['aria-describedby'] ?? field?.describedBy,
    'aria-invalid': own['aria-invalid'] === true || field?.invalid ? true : undefined,
  };
}

/** The same for a control that isn't a native one: inside a field its label names it, else its own. */
export function useFieldLabel(label: string): {
  id?: string;
  'aria-label'?: string;
  'aria-labelledby'?: string;
  'aria-describedby'?: string | undefined;
} {
  const field = useContext(FieldContext);
  if (!field) return { 'aria-label': label };
  const { id, labelId, describedBy } = field;
  return { id, 'aria-labelledby': `${labelId} ${id}`, 'aria-describedby': describedBy };
}
