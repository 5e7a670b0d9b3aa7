import { APIError } from '@livekit/agents';

/**
 * A server answered with success, but what it sent is no speech: nothing, text, noise, or a format that
 * can't be read. Nothing of it is played. The message never repeats what was sent.
 */
export class InvalidSpeech extends APIError {
  /** @param what ends the sentence "the server sent …" */
  constructor(what: string) {
    super(`the server sent ${what}`, { retryable: false });
    this.name = 'InvalidSpeech';
  }
}
