/** How the audio of one utterance becomes words. All audio is 16 kHz mono. */
export interface Wording {
  /** One more piece. */
  add(pcm: Int16Array): void;
  /** The last piece held voice: words that were tried before it are not all. */
  goOn(): void;
  /** What was said up to here stands; what follows is a stretch of its own. */
  seal(): void;
  /** All words, at a pause. @param voiced there was voice since the last seal */
  text(voiced: boolean): Promise<string>;
  /** The words up to this moment, while the voice goes on. */
  textSoFar(): Promise<string>;
}

/** The words of several stretches as one text. */
export async function joined(parts: readonly Promise<string>[]): Promise<string> {
  const texts = await Promise.all(parts);
  return texts
    .map((text) => text.trim())
    .filter(Boolean)
    .join(' ');
}
