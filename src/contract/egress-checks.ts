import type { EgressSettings } from './egress-settings.ts';

/*
 * What can be said of egress settings without asking anybody: the settings page says it while one
 * types, the engine before it sends a request.
 */

/** Egress that is switched on. */
export type EgressTarget = Exclude<EgressSettings, { kind: 'off' }>;

/** The secrets that each kind of storage needs, in the order in which they are asked for. */
export const EGRESS_SECRETS = {
  file: [],
  s3: ['egress-s3-access-key', 'egress-s3-secret'],
  gcs: ['egress-gcs-credentials'],
  azure: ['egress-azure-account-key'],
  alioss: ['egress-alioss-access-key', 'egress-alioss-secret'],
} as const satisfies Record<EgressTarget['kind'], readonly string[]>;

export type EgressSecretName = (typeof EGRESS_SECRETS)[keyof typeof EGRESS_SECRETS][number];

/** Whether an address is one of LiveKit Cloud, whose egress service writes to buckets only. */
export function isLiveKitCloud(url: string): boolean {
  return URL.canParse(url) && new URL(url).hostname.toLowerCase().endsWith('.livekit.cloud');
}

/** What is wrong with the directory or the prefix, in one sentence; undefined: nothing. */
export function egressPathProblem(settings: EgressTarget): string | undefined {
  return settings.kind === 'file'
    ? directoryProblem(settings.directory.trim())
    : prefixProblem(settings.prefix.trim());
}

function directoryProblem(directory: string): string | undefined {
  // The egress service runs on Linux and takes a relative path as one of "/".
  if (!directory.startsWith('/')) return 'The directory must be an absolute path, like /out.';
  if (directory.length > 1 && pathProblem(directory.slice(1))) return badPath('The directory');
  return undefined;
}

function prefixProblem(prefix: string): string | undefined {
  if (prefix.startsWith('/')) return 'The folder in the bucket begins without a slash.';
  return prefix && pathProblem(prefix) ? badPath('The folder') : undefined;
}

const badPath = (what: string): string =>
  `${what} may hold no “..”, no empty parts, no backslashes, braces or control characters.`;

/** LiveKit cuts ".." off without a word, and fills in what stands in braces. */
function pathProblem(path: string): boolean {
  const parts = path.replace(/\/$/, '').split('/');
  return parts.some((part) => part === '' || part === '.' || part === '..' || UNFIT.test(part));
}

const UNFIT = /[\\{}\p{Cc}]/u;
