import type { SideState } from '../../../contract/studio-events.ts';

/** An agent that says that it thinks or speaks, and isn't heard for so long, hangs, ms. */
export const BELIEVED_MS = 20_000;

/**
 * What an agent says that it does, as long as that can be believed: one that hangs in its thoughts would else
 * never be silent, and the call never end by silence.
 */
export class Claim {
  private readonly tell: (state: SideState) => void;
  private said: SideState | undefined;
  private isHeard = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(tell: (state: SideState) => void) {
    this.tell = tell;
  }

  handleState(state: SideState): void {
    this.said = state;
    this.tell(state);
    this.watch();
  }

  /** A turn of it has begun to be heard, or has ended. */
  handleSound(isHeard: boolean): void {
    this.isHeard = isHeard;
    // One that says nothing of itself does what is heard.
    if (this.said === undefined) this.tell(isHeard ? 'speaking' : 'listening');
    this.watch();
  }

  close(): void {
    clearTimeout(this.timer);
  }

  private watch(): void {
    clearTimeout(this.timer);
    if (this.isHeard || (this.said !== 'thinking' && this.said !== 'speaking')) return;
    this.timer = setTimeout(() => this.tell('listening'), BELIEVED_MS);
  }
}
