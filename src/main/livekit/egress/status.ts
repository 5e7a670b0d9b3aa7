import { EgressStatus, type EgressInfo } from 'livekit-server-sdk';
import type { Egress } from '../../../contract/egress.ts';
import type { ErrorData } from '../../../contract/errors.ts';
import { failureOf, type About } from './failure.ts';
import { withoutSignature } from './scrub.ts';

/** A later version may add others. */
const STATES: Partial<Record<EgressStatus, Egress['state']>> = {
  [EgressStatus.EGRESS_STARTING]: 'starting',
  [EgressStatus.EGRESS_ACTIVE]: 'active',
  [EgressStatus.EGRESS_ENDING]: 'ending',
  [EgressStatus.EGRESS_COMPLETE]: 'complete',
  [EgressStatus.EGRESS_FAILED]: 'failed',
  [EgressStatus.EGRESS_ABORTED]: 'aborted',
  [EgressStatus.EGRESS_LIMIT_REACHED]: 'limit-reached',
};

/** Nothing more comes of it. */
export function isOver({ state }: Pick<Egress, 'state'>): boolean {
  return !['starting', 'active', 'ending'].includes(state);
}

/** Before LiveKit has said anything. */
export function askedFor(storage: Egress['storage']): Egress {
  const unknown = { id: null, files: [], error: null, startedAt: null, endedAt: null };
  return { ...unknown, request: 'routes', storage, state: 'starting' };
}

/** One that ended without LiveKit's word, or before it. */
export function failedWith(egress: Egress, error: ErrorData, endedAt: string | null): Egress {
  return { ...egress, state: 'failed', error, endedAt: egress.endedAt ?? endedAt };
}

/** What LiveKit tells of an egress; `before`: what was known of it. */
export function egressOf(info: EgressInfo, before: Egress, about: About): Egress {
  const { status, startedAt, endedAt, fileResults } = info;
  const state = STATES[status] ?? before.state;
  return {
    id: info.egressId || before.id,
    request: requestOf(info) ?? before.request,
    storage: before.storage,
    state,
    // They have no location before they are stored.
    files: fileResults.filter(({ location }) => location).map(fileOf),
    error: errorOf(state, info.error, about),
    startedAt: isoOf(startedAt) ?? before.startedAt,
    endedAt: isoOf(endedAt) ?? before.endedAt,
  };
}

function requestOf({ request }: EgressInfo): Egress['request'] | undefined {
  if (request.case === 'egress') return 'routes';
  return request.case === 'roomComposite' ? 'room-composite' : undefined;
}

function fileOf({
  location,
  size,
  duration,
}: EgressInfo['fileResults'][number]): Egress['files'][number] {
  return {
    location: withoutSignature(location),
    bytes: size > 0n ? Number(size) : null,
    durationMs: duration > 0n ? Number(duration) / 1e6 : null,
  };
}

function errorOf(state: Egress['state'], text: string, about: About): ErrorData | null {
  switch (state) {
    case 'failed':
      return failureOf(text, about);
    case 'aborted':
      return failureOf(text || 'Stop called before pipeline could start', about);
    case 'limit-reached':
      return failureOf(text || 'Session limit reached', about);
    default:
      return null;
  }
}

/** Nanoseconds since 1970; 0: never. */
function isoOf(nanoseconds: bigint): string | null {
  return nanoseconds > 0n ? new Date(Number(nanoseconds / 1_000_000n)).toISOString() : null;
}
