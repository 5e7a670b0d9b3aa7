import type { Sound } from '../ear/ear.ts';
import { fromWav } from '../wav.ts';

/** The sound of an uploaded WAV file, or what is wrong with it. */
export async function readSound(file: File): Promise<Sound | string> {
  try {
    return fromWav(new Uint8Array(await file.arrayBuffer()));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
