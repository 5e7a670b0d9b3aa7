import { Combobox } from '../ui/combobox.tsx';
import { Field } from '../ui/field.tsx';

/** Languages that speech models usually know, by their BCP 47 tags. */
const TAGS = [
  'en', 'en-GB', 'en-US', 'de', 'fr', 'es', 'it', 'pt', 'pt-BR', 'nl', 'pl', 'sv', 'da', 'nb', 'fi', 'cs',
  'uk', 'ru', 'tr', 'el', 'ro', 'hu', 'ar', 'he', 'hi', 'bn', 'id', 'vi', 'th', 'ja', 'ko', 'zh',
]; // prettier-ignore

const names = new Intl.DisplayNames(['en'], { type: 'language' });

interface LanguageFieldProps {
  value: string;
  onChange: (value: string) => void;
  hint?: string;
  error?: string | undefined;
}

/** The language that is spoken. A tag that isn't in the list stays as it is. */
export function LanguageField({ value, onChange, hint, error }: LanguageFieldProps) {
  const tags = TAGS.includes(value) ? TAGS : [value, ...TAGS];
  const options = tags.map((tag) => ({ value: tag, label: nameOf(tag), hint: tag }));
  return (
    <Field label="Language" hint={hint} error={error}>
      <Combobox
        label="Language"
        value={value}
        onChange={onChange}
        options={options}
        searchPlaceholder="Search languages"
        renderOption={({ label, hint: tag }) => (
          <span className="flex items-baseline gap-2">
            {label} <span className="text-xs text-dim">{tag}</span>
          </span>
        )}
      />
    </Field>
  );
}

function nameOf(tag: string): string {
  try {
    return names.of(tag) ?? tag;
  } catch {
    return tag;
  }
}
