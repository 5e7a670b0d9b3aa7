import { VAD_WINDOW_SAMPLES } from './models.ts';

/** Cuts 16 kHz mono audio into the windows of the voice-activity model. */
export class Windows {
  private pending = new Int16Array(0);

  /** The windows that are complete now; what is left over waits for the next piece. */
  cut(pcm: Int16Array): Int16Array[] {
    const all = new Int16Array(this.pending.length + pcm.length);
    all.set(this.pending);
    all.set(pcm, this.pending.length);
    const windows: Int16Array[] = [];
    let at = 0;
    for (; at + VAD_WINDOW_SAMPLES <= all.length; at += VAD_WINDOW_SAMPLES) {
      windows.push(all.slice(at, at + VAD_WINDOW_SAMPLES));
    }
    this.pending = all.slice(at);
    return windows;
  }
}
