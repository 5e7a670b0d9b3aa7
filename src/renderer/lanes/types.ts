import type { Side } from '../../contract/side.ts';
import type { SideState } from '../../contract/studio-events.ts';

/** What the lanes show of a turn. Times are ms of the recording. */
export interface LaneTurn {
  id: string;
  side: Side;
  startMs: number;
  endMs: number;
  interrupted: boolean;
  /** Floor-transfer offset: gap > 0, overlap < 0; null where the floor does not change hands. */
  gapMs: number | null;
}

/** Who speaks in a lane. */
export interface LaneSpeaker {
  name: string;
  /** Shown below the name while the conversation runs. */
  state?: SideState | 'interrupted' | undefined;
  /** Shown below the name in place of the state: "spoke 0:41". */
  note?: string | undefined;
}

/** A stretch of the recording, ms. */
export interface Span {
  fromMs: number;
  toMs: number;
}

/** Which part of the recording the lanes show. */
export type View = Span;
