import type { EgressSecretName } from '../../contract/egress-checks.ts';

/**
 * Where the environment (or `.env.local`) has the keys of egress storages. Names of our own: the usual
 * ones (AWS_ACCESS_KEY_ID …) are often set for something else, and what is set here is sent to LiveKit.
 */
export const EGRESS_ENV_NAMES: Record<EgressSecretName, string> = {
  'egress-s3-access-key': 'DUOLOGUE_EGRESS_S3_ACCESS_KEY',
  'egress-s3-secret': 'DUOLOGUE_EGRESS_S3_SECRET',
  'egress-gcs-credentials': 'DUOLOGUE_EGRESS_GCS_CREDENTIALS',
  'egress-azure-account-key': 'DUOLOGUE_EGRESS_AZURE_ACCOUNT_KEY',
  'egress-alioss-access-key': 'DUOLOGUE_EGRESS_ALIOSS_ACCESS_KEY',
  'egress-alioss-secret': 'DUOLOGUE_EGRESS_ALIOSS_SECRET',
};
