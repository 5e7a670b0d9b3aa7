/** Turns audio into words while it is spoken. All audio is 16 kHz mono. */
export interface Transcriber {
  /** Whether it works, as far as is known. */
  readonly available: boolean;
  /** What was sent and not committed is forgotten: a new utterance begins. */
  begin(): void;
  append(pcm: Int16Array): void;
  /** The words of what was sent since `begin` or the last commit. */
  commit(): Promise<string>;
}
