/** Decoded sound of one channel. */
export interface Mono {
  samples: Int16Array;
  /** Hz */
  sampleRate: number;
}

/** Turns bytes that arrive in pieces of any size into sound, as early as the format allows. */
export interface Decoder {
  /** @throws InvalidSpeech when the bytes are not what they claim to be */
  push(bytes: Uint8Array): Promise<Mono[]>;
  /** No more bytes follow. */
  end(): Promise<Mono[]>;
  /** Gives its memory back; to be called once, whatever happened. */
  close(): void;
}
