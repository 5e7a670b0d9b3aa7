import {
  egressPathProblem,
  type EgressSecretName,
  type EgressTarget,
} from '../../../contract/egress-checks.ts';
import { egressSettingsSchema, type EgressSettings } from '../../../contract/egress-settings.ts';

export type EgressKind = EgressSettings['kind'];

/** What is typed, for all kinds at once: whoever looks at another kind loses nothing. */
export interface EgressForm {
  kind: EgressKind;
  directory: string;
  bucket: string;
  region: string;
  endpoint: string;
  forcePathStyle: boolean;
  prefix: string;
  accountName: string;
  container: string;
}

export type EgressFieldName = Exclude<keyof EgressForm, 'kind' | 'forcePathStyle'>;

/** The fields of a kind, in order. */
export const EGRESS_FIELDS: Record<EgressKind, readonly EgressFieldName[]> = {
  off: [],
  file: ['directory'],
  s3: ['bucket', 'region', 'endpoint', 'prefix'],
  gcs: ['bucket', 'prefix'],
  azure: ['accountName', 'container', 'prefix'],
  alioss: ['bucket', 'region', 'endpoint', 'prefix'],
};

/** Kinds as people call them. */
export const EGRESS_KINDS: readonly { value: EgressKind; label: string }[] = [
  { value: 'off', label: 'Off' },
  { value: 'file', label: 'Disk of the egress service' },
  { value: 's3', label: 'S3 and compatible' },
  { value: 'gcs', label: 'Google Cloud Storage' },
  { value: 'azure', label: 'Azure Blob Storage' },
  { value: 'alioss', label: 'Alibaba Cloud OSS' },
];

const EMPTY: EgressForm = {
  ...{ kind: 'off', directory: '', bucket: '', region: '', endpoint: '' },
  ...{ forcePathStyle: false, prefix: 'duologue', accountName: '', container: '' },
};

export function egressFormOf(settings: EgressSettings): EgressForm {
  return { ...EMPTY, ...settings };
}

/** The settings that the form means; undefined while something is missing or wrong. */
export function egressSettingsOf(form: EgressForm): EgressSettings | undefined {
  const { data } = egressSettingsSchema.safeParse(partOf(form));
  if (!data || data.kind === 'off') return data;
  return egressPathProblem(data) ? undefined : data;
}

/** What is wrong with a field, in plain words; nothing is said of one that is still empty. */
export function egressFieldProblem(form: EgressForm, name: EgressFieldName): string | undefined {
  const value = form[name].trim();
  if (!value) return undefined;
  const result = egressSettingsSchema.safeParse(partOf({ ...FILLED, ...form, [name]: value }));
  const isWrong = result.error?.issues.some(({ path }) => path[0] === name) ?? false;
  if (isWrong) return name === 'endpoint' ? NO_ADDRESS : 'That is too long.';
  return name === 'directory' || name === 'prefix' ? pathProblem(form) : undefined;
}

const NO_ADDRESS = 'That is not an address. It looks like https://storage.example.com';
const FILLED = { bucket: 'x', region: 'x', accountName: 'x', container: 'x' };

function pathProblem({ kind, directory, prefix }: EgressForm): string | undefined {
  if (kind === 'off') return undefined;
  const place = kind === 'file' ? { kind, directory } : { kind: 'gcs', bucket: 'x', prefix };
  return egressPathProblem(place as EgressTarget);
}

/** The part of the form that belongs to its kind, without what was left empty. */
function partOf(form: EgressForm): Record<string, unknown> {
  const { kind, forcePathStyle } = form;
  const part: Record<string, unknown> = { kind, ...(kind === 's3' ? { forcePathStyle } : {}) };
  for (const name of EGRESS_FIELDS[kind]) {
    const value = form[name].trim();
    if (value || name === 'prefix') part[name] = value;
  }
  return part;
}

/** Labels and hints of the keys. */
export const EGRESS_KEYS: Record<EgressSecretName, { label: string; hint: string }> = {
  'egress-s3-access-key': {
    label: 'S3 access key',
    hint: 'Of a user who may write to this bucket and nothing else.',
  },
  'egress-s3-secret': { label: 'S3 secret access key', hint: 'Shown once when the key is made.' },
  'egress-gcs-credentials': {
    label: 'Service account key',
    hint: 'The whole JSON file that Google Cloud gives out, from { to }.',
  },
  'egress-azure-account-key': {
    label: 'Azure account key',
    hint: 'Under Access keys of the storage account.',
  },
  'egress-alioss-access-key': {
    label: 'AliOSS access key',
    hint: 'Of a user who may write to this bucket and nothing else.',
  },
  'egress-alioss-secret': {
    label: 'AliOSS access key secret',
    hint: 'Shown once when the key is made.',
  },
};
