import { randomUUID } from 'node:crypto';
import { REHEARSAL_CONVERSATION_HEADER, REHEARSAL_SIDE_HEADER } from '../../contract/provider.ts';
import { StudioError } from '../../contract/errors.ts';
import { formFetch } from '../../contract/form-fetch.ts';
import type { Finding } from './check.ts';

const SENTENCE = 'Good morning, can you hear me on this line?';
const ANSWER_MS = 15_000;

/** Has the rehearsal provider speak a sentence and listen to that sound. `baseUrl`: with `/v1`. */
export async function rehearsalFinding(baseUrl: string): Promise<Finding> {
  const conversation = `doctor-${randomUUID()}`;
  const spoken = await speak(baseUrl, conversation);
  const heard = await hear(baseUrl, conversation, spoken);
  const kilobytes = Math.round(spoken.byteLength / 1024);
  if (sameWords(heard)) return { note: `speaks and hears (${kilobytes} kB of sound)` };
  return {
    verdict: 'fault',
    note: `The rehearsal provider did not understand its own voice (${kilobytes} kB of sound).`,
    remedy: 'Try again; if it stays so, this is a fault of Duologue: report it.',
  };
}

async function speak(baseUrl: string, conversation: string): Promise<ArrayBuffer> {
  const response = await fetch(`${baseUrl}/audio/speech`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers(conversation, 'a') },
    body: JSON.stringify({
      model: 'rehearsal-voice',
      input: SENTENCE,
      voice: 'birch',
      response_format: 'wav',
    }),
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  if (!response.ok) throw refused('speak', response.status);
  return await response.arrayBuffer();
}

async function hear(baseUrl: string, conversation: string, sound: ArrayBuffer): Promise<string> {
  const form = new FormData();
  form.set('model', 'rehearsal-ear');
  form.set('response_format', 'json');
  form.set('file', new Blob([sound], { type: 'audio/wav' }), 'sound.wav');
  const response = await formFetch(`${baseUrl}/audio/transcriptions`, {
    method: 'POST',
    headers: headers(conversation, 'b'),
    body: form,
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  if (!response.ok) throw refused('hear', response.status);
  const answer: unknown = await response.json();
  return typeof answer === 'object' && answer !== null && 'text' in answer
    ? String(answer.text)
    : '';
}

function headers(conversation: string, side: 'a' | 'b'): Record<string, string> {
  return { [REHEARSAL_CONVERSATION_HEADER]: conversation, [REHEARSAL_SIDE_HEADER]: side };
}

function sameWords(heard: string): boolean {
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z ]/g, '');
  return plain(heard) === plain(SENTENCE);
}

function refused(what: string, status: number): StudioError {
  return new StudioError({
    code: 'provider-failed',
    message: `The rehearsal provider could not ${what} (HTTP ${status}).`,
    remedy: 'Try again; if it stays so, this is a fault of Duologue: report it.',
  });
}
