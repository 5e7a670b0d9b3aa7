import { FolderOpen } from 'lucide-react';
import { shell } from '../api/client.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { toast } from '../ui/toast.ts';

interface FolderFieldProps {
  label: string;
  hint?: string;
  placeholder: string;
  error?: string | undefined;
  value: string;
  onChange: (directory: string) => void;
}

/** A folder of this computer: written, or in the desktop window chosen. */
export function FolderField(props: FolderFieldProps) {
  const { label, hint, placeholder, error, value, onChange } = props;
  const choose = async () => {
    try {
      const chosen = await shell?.chooseDirectory();
      if (chosen) onChange(chosen);
    } catch (thrown) {
      toast.error(thrown);
    }
  };
  return (
    <div className="flex items-start gap-2">
      <Field className="min-w-0 flex-1" label={label} hint={hint} error={error}>
        <Input
          value={value}
          placeholder={placeholder}
          spellCheck={false}
          onChange={(event) => onChange(event.target.value)}
        />
      </Field>
      {shell && (
        <Button
          // Beside the box, below the label.
          className="mt-6"
          icon={<FolderOpen aria-hidden />}
          onClick={() => void choose()}
        >
          Choose…
        </Button>
      )}
    </div>
  );
}
