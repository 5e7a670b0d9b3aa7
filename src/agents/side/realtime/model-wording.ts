import type { InputAudio } from '../../speech/input-audio.ts';
import type { InputTranscripts } from '../../speech/input-transcripts.ts';
import { VoicedStretches } from '../../turn-taking/voiced-stretches.ts';
import type { Wording } from '../../turn-taking/wording.ts';

/**
 * An utterance that a model hears itself: it gets the sound while it is spoken, and nobody waits for words.
 * Those come later, from the server's transcription, for the record.
 */
export class ModelWording implements Wording {
  private readonly audio: InputAudio;
  private readonly transcripts: InputTranscripts;
  private readonly stretches = new VoicedStretches();

  constructor(audio: InputAudio, transcripts: InputTranscripts) {
    this.audio = audio;
    this.transcripts = transcripts;
    audio.clear();
  }

  add(pcm: Int16Array): void {
    this.audio.append(pcm);
  }

  goOn(): void {
    this.stretches.hear();
  }

  /** Nothing: the model may hear it in one piece. */
  seal(): void {}

  /** Hands the utterance over to the model. */
  text(): Promise<string> {
    this.stretches.end(() => {
      const { eventId, text } = this.transcripts.expect();
      this.audio.commit(eventId);
      return text;
    });
    return Promise.resolve('');
  }

  textSoFar(): Promise<string> {
    return this.text();
  }

  /** What the server understood of it. */
  transcript(): Promise<string> {
    return this.stretches.text();
  }
}
