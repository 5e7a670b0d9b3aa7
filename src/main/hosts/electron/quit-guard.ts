export interface QuitPorts {
  /** How many conversations run now. */
  running(): Promise<number>;
  /** Asks whether to end them; true: yes. */
  ask(running: number): Promise<boolean>;
  /** The user stays: shows the window, which may be what was closed. */
  stay(): void;
  /** Finalises everything; never takes longer than its own deadlines. */
  close(): Promise<void>;
  /** Quits for good: the guard lets it pass. */
  quit(): void;
}

/**
 * Between the wish to quit and the end: asks when a conversation runs, finalises it, and only then lets
 * the application go. Several wishes meanwhile count once.
 */
export class QuitGuard {
  private readonly ports: QuitPorts;
  private state: 'open' | 'asking' | 'closing' | 'closed' = 'open';

  constructor(ports: QuitPorts) {
    this.ports = ports;
  }

  /** For `before-quit`. */
  handle(event: { preventDefault(): void }): void {
    if (this.state === 'closed') return;
    event.preventDefault();
    if (this.state === 'open') void this.leave();
  }

  private async leave(): Promise<void> {
    this.state = 'asking';
    // An engine that can't even say what runs must not keep the user from leaving.
    const running = await this.ports.running().catch(() => 0);
    // A question that can't be asked was not answered with yes.
    if (running > 0 && !(await this.ports.ask(running).catch(() => false))) {
      this.state = 'open';
      return this.ports.stay();
    }
    this.state = 'closing';
    await this.ports.close().catch(() => undefined);
    this.state = 'closed';
    this.ports.quit();
  }
}

/** The question, in words. */
export function quitQuestion(running: number): { message: string; detail: string } {
  const what =
    running === 1 ? 'A conversation is running.' : `${running} conversations are running.`;
  const rest = running === 1 ? 'It is' : 'They are';
  return {
    message: what,
    detail: `${rest} ended when you quit. What was spoken until then is kept, with its recording.`,
  };
}
