import { APIConnectionError, APIError, voice, type metrics } from '@livekit/agents';
import { keyFor } from '../../../contract/key-ring.ts';
import { WRAP_UP_INSTRUCTION, type Realtime } from '../../../contract/provider.ts';
import { serverName } from '../../../contract/provider-fault.ts';
import { transcriptionAmounts } from '../../speech/input-transcripts.ts';
import { openRealtimeSocket } from '../../speech/realtime-socket.ts';
import { BargeInPlan } from '../../turn-taking/barge-in.ts';
import type { Performer, PerformerOptions } from '../performer.ts';
import { makeSpeechSession } from '../session.ts';
import { realtimeAmounts } from '../usage-reports.ts';
import { isHopeless, isRenewal, realtimeFault } from './faults.ts';
import { Line } from './line.ts';
import { ModelEar } from './model-ear.ts';
import { Replies } from './replies.ts';
import { SpeechModel, type SpeechSession } from './speech-model.ts';

/** A side played by one speech-to-speech model over OpenAI's Realtime API. */
export class RealtimePerformer implements Performer {
  readonly session: voice.AgentSession;
  /** Its sound says itself where it broke off. */
  readonly isCutShort = false;
  private readonly options: PerformerOptions;
  private readonly player: Realtime;
  private readonly line: Line;
  private readonly model: SpeechModel;
  private readonly ear: ModelEar;
  private readonly replies: Replies;
  private untranscribed = false;

  constructor(options: PerformerOptions, player: Realtime) {
    this.options = options;
    this.player = player;
    const report = (error: unknown, fatal: boolean): void => this.report(error, fatal);
    const { baseUrl, model } = player;
    const key = keyFor(player, options.keys);
    const address = { baseUrl, model, use: 'realtime', key } as const;
    this.line = new Line({
      open: (signal) => openRealtimeSocket(address, signal),
      onFault: report,
    });
    this.model = new SpeechModel(player, this.line, (session) => this.attend(session));
    this.session = makeSpeechSession(this.model);
    // `attend` tells of errors; an emitter that nobody listens to would throw.
    this.session.on(voice.AgentSessionEventTypes.Error, () => {});
    this.ear = this.makeEar();
    this.replies = new Replies({
      session: this.session,
      onPreparing: options.onPreparing,
      onUnanswered: (fatal) => report(unanswered(), fatal),
    });
  }

  get isPreparing(): boolean {
    return this.replies.isPreparing;
  }

  async start(input: voice.AudioInput): Promise<void> {
    await this.session.start({ agent: this.options.agent, record: false });
    this.ear.listen(input).catch((error: unknown) => this.report(error, true));
  }

  speak(instructions: string): void {
    this.reply(instructions);
  }

  async close(): Promise<void> {
    this.line.close();
    this.ear.transcripts.forget(new APIConnectionError({ message: 'the side has left' }));
  }

  private makeEar(): ModelEar {
    const { job, ports, onUsage } = this.options;
    const { transcriptionModel } = this.player;
    return new ModelEar({
      plan: new BargeInPlan(job.manner.interrupting, job.seed),
      ports,
      send: (event) => this.model.current?.sendEvent(event),
      onTurn: () => this.answer(),
      onUsage: (usage) => onUsage('stt', transcriptionModel, transcriptionAmounts(usage)),
      onTranscript: () => (this.untranscribed = false),
      onError: (from, error) => this.misheard(from, error),
    });
  }

  private answer(): void {
    if (this.options.agent.isHushed) return;
    this.session.interrupt();
    this.reply();
  }

  private reply(instructions?: string): void {
    const wish = this.options.agent.isWrappingUp ? WRAP_UP_INSTRUCTION : undefined;
    this.replies.ask([instructions, wish].filter(Boolean).join('\n'));
  }

  private attend(session: SpeechSession): void {
    session.on('openai_server_event_received', (event: unknown) =>
      this.ear.transcripts.take(event),
    );
    session.on('metrics_collected', (used: metrics.RealtimeModelMetrics) => {
      if (!used.cancelled) this.line.answered();
      this.options.onUsage('realtime', this.player.model, realtimeAmounts(used));
    });
    session.on('error', ({ error, recoverable }: { error: Error; recoverable: boolean }) => {
      if (isRenewal(error)) this.line.renew();
      else this.report(error, !recoverable);
    });
    session.on('session_reconnected', () => {
      this.ear.transcripts.forget(new APIConnectionError({ message: 'the connection broke' }));
      this.replies.askAgain();
    });
  }

  /** The model has heard it all the same: only the record lacks the words. Told once in a row. */
  private misheard(from: 'transcript' | 'end-model', error: unknown): void {
    if (from === 'transcript' && this.untranscribed) return;
    if (from === 'transcript') this.untranscribed = true;
    this.report(error, false);
  }

  private report(error: unknown, fatal: boolean): void {
    const { provider, baseUrl, model } = this.player;
    const server = serverName(provider, baseUrl);
    const fault = realtimeFault(error, { name: this.options.job.name, model, server });
    const isFinal = fatal || isHopeless(fault);
    this.replies.told();
    this.options.onFault(fault, isFinal);
    // Else the plugin would go on trying.
    if (isFinal) this.line.close();
  }
}

function unanswered(): APIError {
  return new APIError('no answer came', { retryable: true });
}
