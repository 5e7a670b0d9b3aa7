import type { EgressTarget } from '../../../../src/contract/egress-checks.ts';
import { egressSettingsSchema } from '../../../../src/contract/egress-settings.ts';
import type { EgressKeys, EgressOrder } from '../../../../src/main/livekit/egress/order.ts';

/** As the settings hold it. */
export function target(settings: object): EgressTarget {
  const parsed = egressSettingsSchema.parse(settings);
  if (parsed.kind === 'off') throw new Error('off is no target');
  return parsed;
}

export const CREDENTIALS = JSON.stringify({
  type: 'service_account',
  client_email: 'recorder@example.iam.gserviceaccount.com',
  private_key_id: 'canary-gcs-key-id',
  private_key: '-----BEGIN PRIVATE KEY-----\ncanary-gcs\n-----END PRIVATE KEY-----\n',
});

/** Canaries: each has to stand in the one place where it belongs. */
export const KEYS: Required<EgressKeys> = {
  'egress-s3-access-key': 'canary-s3-access',
  'egress-s3-secret': 'canary-s3-secret',
  'egress-gcs-credentials': CREDENTIALS,
  'egress-azure-account-key': 'canary-azure-key',
  'egress-alioss-access-key': 'canary-ali-access',
  'egress-alioss-secret': 'canary-ali-secret',
};

export const FILE = target({ kind: 'file', directory: '/out' });
export const S3 = target({ kind: 's3', bucket: 'calls', region: 'eu-central-1' });

export function order(to: EgressTarget = FILE, keys: EgressKeys = KEYS): EgressOrder {
  return {
    conversationId: 'c1',
    room: 'duologue-c1',
    identities: { a: 'c1-a', b: 'c1-b' },
    target: to,
    keys,
  };
}
