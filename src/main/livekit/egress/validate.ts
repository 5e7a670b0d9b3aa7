import {
  EGRESS_SECRETS,
  egressPathProblem,
  isLiveKitCloud,
  type EgressSecretName,
  type EgressTarget,
} from '../../../contract/egress-checks.ts';
import type { ErrorData } from '../../../contract/errors.ts';
import { EGRESS_ENV_NAMES } from '../../settings/egress-env.ts';
import type { EgressKeys } from './order.ts';

/**
 * What would make LiveKit refuse a request, or worse, take it and fail at the end of the
 * conversation. Asked before anything is sent; undefined: nothing is wrong with it.
 *
 * @param url of the LiveKit that is to be asked
 */
export function egressProblem(
  target: EgressTarget,
  keys: EgressKeys,
  url: string,
): ErrorData | undefined {
  if (target.kind === 'file' && isLiveKitCloud(url)) return CLOUD_NEEDS_BUCKET;
  const path = egressPathProblem(target);
  if (path) return invalid(path, 'Change it under Settings, Egress.');
  return keyProblem(target, keys);
}

const CLOUD_NEEDS_BUCKET = invalid(
  'LiveKit Cloud writes recordings to a bucket only, not to a disk.',
  'Choose S3, Google Cloud, Azure or AliOSS under Settings, Egress, or switch egress off.',
);

/** Words for people, as on the settings page. */
const CALLED: Record<EgressSecretName, string> = {
  'egress-s3-access-key': 'the access key',
  'egress-s3-secret': 'the secret access key',
  'egress-gcs-credentials': 'the service account’s JSON key',
  'egress-azure-account-key': 'the account key',
  'egress-alioss-access-key': 'the access key',
  'egress-alioss-secret': 'the access key secret',
};

/** A storage without keys would make the egress service look for some of its own machine. */
function keyProblem(target: EgressTarget, keys: EgressKeys): ErrorData | undefined {
  const names: readonly EgressSecretName[] = EGRESS_SECRETS[target.kind];
  const missing = names.filter((name) => !keys[name]?.trim());
  if (missing.length > 0) {
    const called = missing.map((name) => CALLED[name]).join(' and ');
    const variables = missing.map((name) => EGRESS_ENV_NAMES[name]).join(' and ');
    return invalid(
      `Egress lacks ${called} of its storage.`,
      `Enter what is missing under Settings, Egress, or set ${variables} in the environment.`,
    );
  }
  if (target.kind === 'gcs' && !isServiceAccount(keys['egress-gcs-credentials'] ?? '')) {
    return invalid(
      'What is set as the service account’s key is not the JSON that Google gives out.',
      'Paste the whole content of the key file, from { to }, under Settings, Egress.',
    );
  }
  return undefined;
}

function isServiceAccount(text: string): boolean {
  try {
    const parsed: unknown = JSON.parse(text);
    const isObject = typeof parsed === 'object' && parsed !== null;
    return isObject && 'private_key' in parsed && 'client_email' in parsed;
  } catch {
    return false;
  }
}

function invalid(message: string, remedy: string): ErrorData {
  return { code: 'invalid-input', message, remedy };
}
