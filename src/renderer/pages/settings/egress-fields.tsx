import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Switch } from '../../ui/switch.tsx';
import {
  EGRESS_FIELDS,
  egressFieldProblem,
  type EgressFieldName,
  type EgressForm,
} from './egress-form.ts';

interface About {
  label: string;
  hint?: string;
  placeholder?: string;
}

const ABOUT: Record<EgressFieldName, About> = {
  directory: {
    label: 'Directory',
    hint: 'Absolute, as the egress service sees it: a volume of its container.',
    placeholder: '/out',
  },
  bucket: { label: 'Bucket' },
  region: { label: 'Region', placeholder: 'eu-central-1' },
  endpoint: { label: 'Address', placeholder: 'https://storage.example.com' },
  prefix: {
    label: 'Folder',
    hint: 'In the bucket. Files are named by the id of the conversation.',
    placeholder: 'duologue',
  },
  accountName: { label: 'Storage account' },
  container: { label: 'Container' },
};

const OPTIONAL = 'Only for services like S3, such as MinIO or R2; empty for Amazon’s own.';

/** The fields of the chosen kind of storage. */
export function EgressFields({
  form,
  onChange,
}: {
  form: EgressForm;
  onChange: (form: EgressForm) => void;
}) {
  const { kind } = form;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {EGRESS_FIELDS[kind].map((name) => {
        const { label, hint, placeholder } = ABOUT[name];
        return (
          <Field
            key={`${kind} ${name}`}
            label={label}
            hint={kind === 's3' && name === 'endpoint' ? OPTIONAL : hint}
            error={egressFieldProblem(form, name)}
          >
            <Input
              spellCheck={false}
              autoComplete="off"
              placeholder={placeholder}
              value={form[name]}
              onChange={(event) => onChange({ ...form, [name]: event.target.value })}
            />
          </Field>
        );
      })}
      {kind === 's3' && (
        <Switch
          className="sm:col-span-2"
          label="Bucket in the path"
          hint="What MinIO and most services of one’s own want: https://host/bucket/file."
          checked={form.forcePathStyle}
          onChange={(forcePathStyle) => onChange({ ...form, forcePathStyle })}
        />
      )}
    </div>
  );
}
