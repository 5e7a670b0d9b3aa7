import type { Conversation, ConversationConfig, EndReason, Turn } from './conversation.ts';
import type { ErrorData } from './errors.ts';
import type { PerSide } from './side.ts';
import type { SideState, Step } from './studio-events.ts';
import type { Cost } from './usage.ts';

/** A turn while it is spoken: its words grow, `endMs` moves, `open` until it has ended. */
export interface LiveTurn extends Turn {
  open: boolean;
}

/** A conversation that runs or has just ended, as far as it is known now. Times are ms of the recording. */
export interface LiveConversation {
  id: string;
  title: string;
  status: Conversation['status'];
  createdAt: string;
  config: ConversationConfig;
  /** In the order in which they came up. */
  steps: Step[];
  sides: PerSide<{ state: SideState; sinceMs: number }>;
  turns: LiveTurn[];
  /** See PEAKS_PER_SECOND; 0 to 255. */
  peaks: PerSide<number[]>;
  /** Loudness of the last stretch in dBFS, −100 for silence. */
  levels: PerSide<number>;
  /** How long the recording is by now. */
  atMs: number;
  /** The user asked to let them finish. */
  finishing: boolean;
  /** What it has cost so far; null: nothing that costs has been used. */
  cost: Cost | null;
  notices: ErrorData[];
  ended: { endReason: EndReason; message: string } | null;
}

/** What the monitor needs to listen in. */
export interface MonitorTicket {
  url: string;
  /** Hidden, subscribe-only, for one room. A secret of the page that asked. */
  token: string;
  identities: PerSide<string>;
}
