import { z } from 'zod';
import { isPlainKey, isPlainSecret } from './key-ring.ts';

/** Secrets that there is one of. */
const soleSecretSchema = z.enum([
  'openai-api-key',
  'egress-s3-access-key',
  'egress-s3-secret',
  'egress-gcs-credentials',
  'egress-azure-account-key',
  'egress-alioss-access-key',
  'egress-alioss-secret',
]);
/** The key of an OpenAI-compatible server, by its origin: `server-key:https://api.groq.com`. */
const serverSecretSchema = z.templateLiteral(['server-key:', z.string().min(1).max(300)]);
/** Key and secret of a named connection, by its id. */
const connectionSecretSchema = z.templateLiteral([
  z.enum(['livekit-key:', 'livekit-secret:']),
  z.string().min(1).max(64),
]);

/** Secrets are written, never read back. */
export const secretNameSchema = z.union([
  soleSecretSchema,
  serverSecretSchema,
  connectionSecretSchema,
]);
export type SecretName = z.infer<typeof secretNameSchema>;
export const SOLE_SECRETS = soleSecretSchema.options;

/** What is pasted with a quote, a line break or a sign that nobody sees would be refused by everybody. */
export const setSecretSchema = z
  .strictObject({ name: secretNameSchema, value: z.string().trim().min(1).max(4000) })
  .refine(({ name, value }) => canBe(name, value), {
    path: ['value'],
    error: 'it holds a space, a line break, a quote or another sign that no key has; copy it anew',
  });
export type SetSecret = z.infer<typeof setSecretSchema>;

function canBe(name: SecretName, value: string): boolean {
  // A file of JSON, with lines.
  if (name === 'egress-gcs-credentials') return true;
  const isSecret = name.startsWith('livekit-secret:') || name.startsWith('egress-');
  return isSecret ? isPlainSecret(value) : isPlainKey(value);
}

export interface SecretStatus {
  name: SecretName;
  /** `kept`: in the system's keychain; `session`: until Duologue ends; `environment`: from there or .env.local. */
  source: 'kept' | 'session' | 'environment' | 'none';
}

/** How secrets are kept on this machine, in one honest sentence. */
export interface SecretProtection {
  level: 'keychain' | 'session';
  note: string;
}
