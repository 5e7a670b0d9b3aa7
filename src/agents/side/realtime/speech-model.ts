import type { llm } from '@livekit/agents';
import * as openai from '@livekit/agents-plugin-openai';
import { ReadableStream } from 'node:stream/web';
import { OPENAI_BASE_URL, type Realtime } from '../../../contract/provider.ts';
import { languageHint } from '../../speech/transcription-session.ts';
import type { Line } from './line.ts';
import { AskedResponses } from './asked-responses.ts';
import { Said } from './said.ts';
import { withWords } from './with-words.ts';

/** A connection that is older is made anew between two answers: servers end it after 60 minutes. */
const RENEW_MS = 55 * 60_000;

/**
 * The plugin's speech-to-speech model with our connection, and with our turn-taking: the server detects
 * no turns (`turn_detection: null`), it answers when it is asked to.
 */
export class SpeechModel extends openai.realtime.RealtimeModel {
  readonly line: Line;
  /** Set with the framework's session. */
  current: SpeechSession | undefined;
  private readonly onSession: (session: SpeechSession) => void;

  constructor(player: Realtime, line: Line, onSession: (session: SpeechSession) => void) {
    super({
      model: player.model,
      voice: player.voice,
      baseURL: player.baseUrl ?? OPENAI_BASE_URL,
      apiKey: 'not needed', // the line has it
      turnDetection: null,
      inputAudioTranscription: {
        model: player.transcriptionModel,
        ...languageHint(player.transcriptionModel, player.language),
      },
      ...(player.speed === undefined ? {} : { speed: player.speed }),
      maxSessionDuration: RENEW_MS,
    });
    this.line = line;
    this.onSession = onSession;
  }

  override session(): SpeechSession {
    const session = new SpeechSession(this);
    this.current = session;
    this.onSession(session);
    return session;
  }
}

/** What the model says comes out of it with words on its audio. */
export class SpeechSession extends openai.realtime.RealtimeSession {
  private readonly said = new Said();
  private readonly asked = new AskedResponses();
  private readonly line: Line;

  constructor(model: SpeechModel) {
    super(model);
    this.line = model.line;
    this.on('openai_server_event_received', (event: openai.realtime.ServerEvent) => {
      this.said.take(event);
      this.line.heard(event.type);
      if (event.type === 'error') this.asked.settled(event.error.event_id);
    });
    this.on('openai_client_event_queued', (event: openai.realtime.ClientEvent) => {
      this.asked.sent(event);
      if (event.type === 'response.cancel') this.line.cancelled();
    });
    this.on('session_reconnected', () => this.asked.forget());
  }

  protected override handleResponseCreated(event: openai.realtime.ResponseCreatedEvent): void {
    super.handleResponseCreated(this.asked.named(event));
  }

  override async generateReply(
    ...request: Parameters<openai.realtime.RealtimeSession['generateReply']>
  ): Promise<llm.GenerationCreatedEvent> {
    const created = await super.generateReply(...request);
    const messageStream = ReadableStream.from(this.worded(created.messageStream));
    return { ...created, messageStream };
  }

  /** What was played may be longer than the audio, by the holes in it; servers refuse to cut behind its end. */
  override truncate(
    cut: Parameters<openai.realtime.RealtimeSession['truncate']>[0],
  ): Promise<void> {
    const { audioMs } = this.said.item(cut.messageId);
    return super.truncate({ ...cut, audioEndMs: Math.min(cut.audioEndMs, audioMs) });
  }

  override async close(): Promise<void> {
    await super.close();
    // The plugin leaves it open.
    this.line.close();
  }

  private async *worded(
    messages: ReadableStream<llm.MessageGeneration>,
  ): AsyncGenerator<llm.MessageGeneration> {
    const reader = messages.getReader();
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        const audioStream = withWords(value.audioStream, this.said.item(value.messageId));
        yield { ...value, audioStream };
      }
    } finally {
      reader.releaseLock();
    }
  }
}

/**
 * The plugin's own way to connect has no listener for errors, so that a refused key would end the process,
 * and says nothing about why. It is asked for in the constructor of the base class, so that it must stand
 * on the prototype; to TypeScript it is private (version 1.9.0, see realtime-performer.test.ts).
 */
Object.defineProperty(SpeechSession.prototype, 'createWsConn', {
  value(this: SpeechSession) {
    const model: unknown = this.realtimeModel;
    if (!(model instanceof SpeechModel)) throw new Error('not a session of ours');
    const { line } = model;
    // The sender of the connection before still waits for an event: it swallows the next one.
    if (line.wasConnected) this.sendEvent({ type: 'input_audio_buffer.clear' });
    return line.connect();
  },
});
