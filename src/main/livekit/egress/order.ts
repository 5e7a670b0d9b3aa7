import type { EgressSecretName, EgressTarget } from '../../../contract/egress-checks.ts';
import type { PerSide } from '../../../contract/side.ts';

/** The keys of storages, as they hold now. They go into the request to LiveKit and nowhere else. */
export type EgressKeys = Partial<Record<EgressSecretName, string>>;

/** One conversation that LiveKit's egress service is to record. */
export interface EgressOrder {
  conversationId: string;
  /** The room's name. */
  room: string;
  /** Participants: side a goes to the left channel, side b to the right. */
  identities: PerSide<string>;
  target: EgressTarget;
  keys: EgressKeys;
}
