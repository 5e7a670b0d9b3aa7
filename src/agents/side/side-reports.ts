import { monotonicMs } from '../../contract/clock.ts';
import type { ErrorData } from '../../contract/errors.ts';
import type { Side } from '../../contract/side.ts';
import type { SideState } from '../../contract/studio-events.ts';
import type { FromWorker, SideJob } from '../../contract/worker-messages.ts';
import type { Heard } from '../turn-taking/listener.ts';
import type { TurnEvents } from './turn-events.ts';
import { wholeAmounts, type ReportUsage } from './usage-reports.ts';

type AboutSide = Extract<FromWorker, { conversationId: string; side: Side }>;
type Unaddressed<T> = T extends AboutSide ? Omit<T, 'conversationId' | 'side'> : never;

/** What one side tells the host: addressed, and nothing more once it has said that it left. */
export class SideReports implements TurnEvents {
  private readonly job: SideJob;
  private readonly emit: (message: FromWorker) => void;
  private gone = false;

  constructor(job: SideJob, emit: (message: FromWorker) => void) {
    this.job = job;
    this.emit = emit;
  }

  readonly onTurnStarted: TurnEvents['onTurnStarted'] = (turn) =>
    this.tell({ kind: 'turn-started', ...turn });

  readonly onTurnWords: TurnEvents['onTurnWords'] = (words) =>
    this.tell({ kind: 'turn-words', ...words });

  readonly onTurnEnded: TurnEvents['onTurnEnded'] = (turn) =>
    this.tell({ kind: 'turn-ended', ...turn });

  readonly onHeard = ({ text, startMs, endMs }: Heard): void =>
    this.tell({ kind: 'heard', text, startMonotonicMs: startMs, endMonotonicMs: endMs });

  /** What a stage has used since it last said so. */
  readonly usage: ReportUsage = (stage, model, amounts) => {
    const whole = wholeAmounts(amounts);
    if (whole) this.tell({ kind: 'usage', stage, model, amounts: whole });
  };

  state(state: SideState): void {
    this.tell({ kind: 'state', state, atMonotonicMs: monotonicMs() });
  }

  fault(error: ErrorData, fatal: boolean): void {
    this.tell({ kind: 'fault', error, fatal });
  }

  /** A step of the side's life. The last one is `left`. */
  step(kind: 'joined' | 'linked' | 'hang-up' | 'left'): void {
    this.tell({ kind });
    if (kind === 'left') this.gone = true;
  }

  private tell(message: Unaddressed<AboutSide>): void {
    if (this.gone) return;
    const { conversationId, side } = this.job;
    this.emit({ ...message, conversationId, side });
  }
}
