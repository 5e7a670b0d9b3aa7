import { setTimeout as wait } from 'node:timers/promises';
import { joinPcm } from '../../../src/rehearsal/voice/pcm.ts';
import type { FakeEar } from './ear.ts';
import {
  doneEvent,
  failedEvents,
  responseEvents,
  type RealtimeEvent,
  type Spoken,
} from './realtime-response.ts';
import { mergedSession, type ClientEvent, type Session } from './realtime-settings.ts';
import { TurnDetector } from './realtime-turns.ts';
import { usualReply, wordsIn } from './replies.ts';
import type { Behaviour, ChatBody, FakeOptions } from './types.ts';
import { FAKE_RATE, speak } from './voice.ts';

const USUAL_SILENCE_MS = 500;

/** Audio that came since the last commit is kept for this long, samples: as the lead-in of a turn. */
const LEAD_SAMPLES = FAKE_RATE * 30;

export interface SessionPorts {
  send(event: RealtimeEvent): void;
  ear: FakeEar;
  options: FakeOptions;
  behaviour: Behaviour;
}

/** One WebSocket of `/v1/realtime`: a speech-to-speech session, or one that only transcribes. */
export class FakeSession {
  private readonly ports: SessionPorts;
  private session: Session;
  private readonly messages: ChatBody['messages'] = [];
  private heard: Int16Array<ArrayBuffer> = new Int16Array(0);
  private detector = new TurnDetector(USUAL_SILENCE_MS);
  private lastItem: string | null = null;
  private count = 0;
  private running: { spoken: Spoken; stopped: boolean } | undefined;

  constructor(model: string, ports: SessionPorts) {
    this.ports = ports;
    this.session = { type: 'realtime', model };
    this.tell('session.created', { session: this.session });
  }

  close(): void {
    if (this.running) this.running.stopped = true;
  }

  take(event: ClientEvent): void {
    switch (event.type) {
      case 'session.update':
        return this.update(event.session);
      case 'input_audio_buffer.append':
        return this.append(pcmOf(event.audio));
      case 'input_audio_buffer.commit':
        return this.commit();
      case 'input_audio_buffer.clear':
        this.heard = new Int16Array(0);
        return this.tell('input_audio_buffer.cleared');
      case 'conversation.item.create':
        return this.create(event);
      case 'conversation.item.truncate':
        return this.tell('conversation.item.truncated', { item_id: event.item_id });
      case 'conversation.item.delete':
        return this.tell('conversation.item.deleted', { item_id: event.item_id });
      case 'response.create':
        return this.respond(event.response?.instructions, this.repeated(event.response?.metadata));
      case 'response.cancel':
        return this.cancel();
    }
  }

  private tell(type: string, about: object = {}): void {
    this.count += 1;
    this.ports.send({ type, event_id: `event_${this.count}`, ...about });
  }

  private nextId(kind: string): string {
    this.count += 1;
    return `${kind}_${this.count}`;
  }

  private update(session: Session): void {
    this.session = mergedSession(this.session, session);
    const turns = this.session.audio?.input?.turn_detection;
    this.detector = new TurnDetector(turns?.silence_duration_ms ?? USUAL_SILENCE_MS);
    this.tell('session.updated', { session: this.session });
  }

  private append(pcm: Int16Array<ArrayBuffer>): void {
    this.heard = joinPcm(this.heard, pcm).slice(-LEAD_SAMPLES);
    const turns = this.session.audio?.input?.turn_detection;
    if (turns === null) return;
    for (const { kind, atMs } of this.detector.push(pcm)) {
      const item_id = `item_turn_${atMs}`;
      if (kind === 'started') {
        this.tell('input_audio_buffer.speech_started', { audio_start_ms: atMs, item_id });
        if (turns?.interrupt_response !== false) this.cancel();
        continue;
      }
      this.tell('input_audio_buffer.speech_stopped', { audio_end_ms: atMs, item_id });
      this.commit();
      const answers = this.session.type !== 'transcription' && turns?.create_response !== false;
      if (answers) this.respond(undefined, null);
    }
  }

  private commit(): void {
    const item_id = this.nextId('item');
    const sound = { pcm: this.heard, sampleRate: FAKE_RATE };
    this.heard = new Int16Array(0);
    const text = this.ports.behaviour.kind === 'empty' ? '' : this.ports.ear.hear(sound);
    this.messages.push({ role: 'user', content: text });
    this.tell('input_audio_buffer.committed', { item_id, previous_item_id: this.lastItem });
    this.added({
      ...{ id: item_id, type: 'message', role: 'user', status: 'completed' },
      content: [{ type: 'input_audio', transcript: null }],
    });
    if (!this.session.audio?.input?.transcription) return;
    const type = 'conversation.item.input_audio_transcription';
    const at = { item_id, content_index: 0 };
    for (const delta of text.match(/\s*\S+/g) ?? []) this.tell(`${type}.delta`, { ...at, delta });
    const input_tokens = Math.round((sound.pcm.length / FAKE_RATE) * 10);
    const output_tokens = wordsIn(text);
    const total_tokens = input_tokens + output_tokens;
    const usage = { type: 'tokens', input_tokens, output_tokens, total_tokens };
    this.tell(`${type}.completed`, { ...at, transcript: text, usage });
  }

  private create({
    item,
    previous_item_id: previous,
  }: ClientEvent & { type: 'conversation.item.create' }): void {
    const text = (item.content ?? []).map((part) => part.text ?? '').join(' ');
    const role = item.type === 'function_call_output' ? 'tool' : (item.role ?? 'assistant');
    this.messages.push({ role, content: text });
    this.added({ id: this.nextId('item'), ...item }, previous);
  }

  private added(item: { id: string } & Record<string, unknown>, previous = this.lastItem): void {
    const whole = { object: 'realtime.item', ...item };
    this.tell('conversation.item.added', { previous_item_id: previous, item: whole });
    this.lastItem = item.id;
  }

  private cancel(): void {
    const { running } = this;
    if (!running || running.stopped) return;
    running.stopped = true;
    this.running = undefined;
    const { type, ...about } = doneEvent(running.spoken, 'cancelled');
    this.tell(type, about);
  }

  private chat(instructions: string | undefined): ChatBody {
    const said = [this.session.instructions, instructions].filter((text) => text !== undefined);
    const system = said.map((content) => ({ role: 'system', content }));
    const { model = '', tools = [] } = this.session;
    return {
      model,
      messages: [...system, ...this.messages],
      tools: tools.map(({ type, name }) => ({ type, ...(name === undefined ? {} : { name }) })),
    };
  }

  private repeated(metadata: unknown): unknown {
    return this.ports.options.repeatsMetadata === false ? null : (metadata ?? null);
  }

  private respond(instructions: string | undefined, metadata: unknown): void {
    if (this.running) this.cancel();
    const chat = this.chat(instructions);
    const reply = (this.ports.options.reply ?? usualReply)(chat);
    const itemId = this.nextId('item');
    const responseId = this.nextId('resp');
    if (reply.fails) {
      for (const { type, ...about } of failedEvents(responseId, metadata)) this.tell(type, about);
      return;
    }
    const ids = { responseId, itemId, previousItemId: this.lastItem };
    const spoken: Spoken = { ...ids, reply, pcm: new Int16Array(0), chat, metadata };
    const running = { spoken, stopped: false };
    this.running = running;
    const state = {
      id: responseId,
      object: 'realtime.response',
      status: 'in_progress',
      output: [],
    };
    this.tell('response.created', { response: { ...state, metadata } });
    void this.say(running);
  }

  private async say(running: NonNullable<typeof this.running>): Promise<void> {
    const { reply, itemId } = running.spoken;
    const { behaviour, ear } = this.ports;
    const { voice = 'alloy', speed = 1 } = this.session.audio?.output ?? {};
    const isEmpty = behaviour.kind === 'empty' || reply.text === '';
    if (!isEmpty) {
      running.spoken.pcm = await speak(reply.text, voice, { speed });
      ear.remember(reply.text, running.spoken.pcm.length / FAKE_RATE);
    }
    let soundMs = 0;
    for (const { event, seconds } of responseEvents(running.spoken)) {
      if (running.stopped || soundMs >= (reply.stallsAfterMs ?? Infinity)) return;
      soundMs += seconds * 1000;
      this.tell(event.type, event);
      if (event.type === 'response.output_item.added') this.spoke(itemId, reply.text);
      if (behaviour.kind === 'slow') await wait((seconds * 1000) / behaviour.rate);
    }
    if (this.running === running) this.running = undefined;
  }

  private spoke(itemId: string, text: string): void {
    if (this.lastItem === itemId) return;
    this.lastItem = itemId;
    this.messages.push({ role: 'assistant', content: text });
  }
}

function pcmOf(base64: string): Int16Array<ArrayBuffer> {
  const bytes = Uint8Array.from(Buffer.from(base64, 'base64'));
  return new Int16Array(bytes.buffer, 0, Math.floor(bytes.length / 2));
}
