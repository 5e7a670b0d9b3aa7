import { makePerformer } from '../../src/agents/side/make-performer.ts';
import type { Performer } from '../../src/agents/side/performer.ts';
import { PersonaAgent } from '../../src/agents/side/persona-agent.ts';
import { voiceSource } from '../../src/agents/side/playout.ts';
import { TrackOutput } from '../../src/agents/side/track-output.ts';
import type { TurnEnded, TurnWords } from '../../src/agents/side/turn-events.ts';
import type { Heard } from '../../src/agents/turn-taking/listener.ts';
import { monotonicMs } from '../../src/contract/clock.ts';
import type { ErrorData } from '../../src/contract/errors.ts';
import type { Pipeline, Realtime } from '../../src/contract/provider.ts';
import type { Amounts } from '../../src/contract/usage.ts';
import { SpeechLine } from './speech-line.ts';

/** A side without a room: the test is the other side. */
export class LoneSide {
  readonly line = new SpeechLine();
  readonly turns: TurnEnded[] = [];
  readonly words: TurnWords[] = [];
  readonly heard: Heard[] = [];
  readonly faults: { error: ErrorData; fatal: boolean }[] = [];
  readonly usage: { model: string; amounts: Partial<Amounts> }[] = [];
  readonly preparing: boolean[] = [];
  hungUp = 0;
  started = 0;
  readonly agent = new PersonaAgent('You are Maya.', () => (this.hungUp += 1));
  readonly performer: Performer;
  private readonly output: TrackOutput;

  /** @param keys by the origin of their server */
  constructor(player: Pipeline | Realtime, keys: Record<string, string> = {}) {
    this.output = new TrackOutput({
      source: voiceSource(),
      events: {
        onTurnStarted: () => (this.started += 1),
        onTurnWords: (words) => this.words.push(words),
        onTurnEnded: (turn) => this.turns.push(turn),
      },
      lacksEnd: () => this.performer.isCutShort,
    });
    this.performer = makePerformer({
      job: {
        ...{ conversationId: 'c', side: 'a', identity: 'a', name: 'Maya', opener: false },
        ...{ peer: { kind: 'ours', identity: 'b' }, instructions: 'You are Maya.', seed: 1 },
        manner: { talkativeness: 0.5, patience: 0.5, interrupting: 0 },
        player,
      },
      agent: this.agent,
      keys,
      ports: {
        predictEnd: async () => 1,
        floor: () => 'released',
        selfSpeaking: () => this.performer.session.agentState === 'speaking',
        now: monotonicMs,
        onYield: () => void this.performer.session.interrupt(),
        onHeard: (heard) => this.heard.push(heard),
      },
      onFault: (error, fatal) => this.faults.push({ error, fatal }),
      onUsage: (_stage, model, amounts) => this.usage.push({ model, amounts }),
      onPreparing: (preparing) => this.preparing.push(preparing),
    });
    this.performer.session.output.audio = this.output;
  }

  async start(): Promise<this> {
    this.output.open();
    await this.performer.start(this.line);
    return this;
  }

  /** As a side leaves its room (play-side.ts). */
  async close(): Promise<void> {
    await this.output.close();
    this.performer.abandon?.();
    await this.performer.session.close();
    await Promise.allSettled([this.line.close(), this.performer.close()]);
  }
}
