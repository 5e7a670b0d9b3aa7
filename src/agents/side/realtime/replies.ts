import type { voice } from '@livekit/agents';

export interface RepliesOptions {
  session: voice.AgentSession;
  /** A reply is under way that does not sound yet, or it came to nothing. */
  onPreparing(preparing: boolean): void;
  /** A reply was asked for and none came; nobody has told why. */
  onUnanswered(fatal: boolean): void;
}

/** So many replies in a row that do not come, and the side gives up. */
const MOST_UNANSWERED = 3;

/** One reply that was asked for. */
interface Asked {
  readonly instructions: string;
  readonly handle: voice.SpeechHandle;
  /** An error was told since. */
  told: boolean;
}

/** Asks a speech-to-speech model for replies, and sees to it that they come. */
export class Replies {
  private readonly options: RepliesOptions;
  private asked: Asked | undefined;
  /** The last one, when it did not come. */
  private missing: Asked | undefined;
  private unanswered = 0;

  constructor(options: RepliesOptions) {
    this.options = options;
  }

  /** The session itself says when one sounds. */
  get isPreparing(): boolean {
    return this.asked !== undefined;
  }

  /** @param instructions beside the persona's own; empty: none */
  ask(instructions: string): void {
    const { session, onPreparing } = this.options;
    this.missing = undefined;
    const handle = session.generateReply(instructions ? { instructions } : {});
    const asked: Asked = { instructions, handle, told: false };
    this.asked = asked;
    onPreparing(true);
    handle.addDoneCallback(() => this.done(asked));
  }

  /** After the connection was made anew: what was asked for on the old one does not come. */
  askAgain(): void {
    const lost =
      this.missing ?? (this.options.session.agentState === 'speaking' ? undefined : this.asked);
    if (lost) this.ask(lost.instructions);
  }

  /** An error was told: that a reply fails to come is no news. */
  told(): void {
    if (this.asked) this.asked.told = true;
  }

  private done(asked: Asked): void {
    const { handle } = asked;
    const isLast = this.asked === asked;
    if (isLast) this.asked = undefined;
    if (handle.chatItems.length > 0) this.unanswered = 0;
    if (handle.interrupted || handle.chatItems.length > 0 || !isLast) return;
    this.missing = asked;
    this.unanswered += 1;
    this.options.onPreparing(false);
    const isFinal = this.unanswered >= MOST_UNANSWERED;
    if (isFinal || !asked.told) this.options.onUnanswered(isFinal);
  }
}
