/** So long an agent has to begin its greeting before the caller speaks first, ms. */
export const GREETING_MS = 3000;
/** One that is about to greet, or not ready to listen, is waited for so many times as long. */
const MOST_ROUNDS = 4;

export interface FirstWordPorts {
  /** Whether the scenario has our side, the caller, speak first. */
  callerOpens: boolean;
  /** The agent starts up, thinks or speaks. */
  agentIsBusy(): boolean;
  /** From now on our side may be heard. @param first: it has to speak first */
  onBegin(first: boolean): void;
}

/**
 * Who speaks first in a call to an agent: many greet as soon as they have joined, whatever a scenario says. So
 * a caller that is to open waits a moment, and answers the greeting where there is one, as people do.
 */
export class FirstWord {
  private readonly ports: FirstWordPorts;
  private timer: NodeJS.Timeout | undefined;
  private begun = false;
  private greeted = false;

  constructor(ports: FirstWordPorts) {
    this.ports = ports;
  }

  /** The call is ready. */
  begin(): void {
    if (this.greeted || !this.ports.callerOpens) return this.release(false);
    this.await(MOST_ROUNDS);
  }

  /** The agent is heard to speak. */
  handleSpeech(): void {
    this.greeted = true;
    if (this.timer) this.release(false);
  }

  /** Nobody begins any more. */
  close(): void {
    clearTimeout(this.timer);
    this.begun = true;
  }

  private await(rounds: number): void {
    this.timer = setTimeout(() => {
      if (rounds > 1 && this.ports.agentIsBusy()) this.await(rounds - 1);
      else this.release(true);
    }, GREETING_MS);
  }

  private release(first: boolean): void {
    clearTimeout(this.timer);
    if (this.begun) return;
    this.begun = true;
    this.ports.onBegin(first);
  }
}
