import type { FieldError, Merge } from 'react-hook-form';
import { Field } from '../ui/field.tsx';
import { TagInput } from '../ui/tag-input.tsx';

interface TagFieldProps {
  value: string[];
  onChange: (tags: string[]) => void;
  /** Tags of other documents, to choose from; may repeat. */
  known: readonly string[];
  /** Of the list, or of single tags in it. */
  error?: Merge<FieldError, (FieldError | undefined)[]> | undefined;
}

/** The tags of a persona or scenario. */
export function TagField({ value, onChange, known, error }: TagFieldProps) {
  return (
    <Field
      label="Tags"
      hint="To find it again. Enter or a comma ends a tag."
      error={error?.message ?? error?.find?.((each) => each)?.message}
    >
      <TagInput value={value} onChange={onChange} suggestions={[...new Set(known)].sort()} />
    </Field>
  );
}
