import { AudioStream, type RemoteTrack } from '@livekit/rtc-node';
import { LISTENING_RATE } from '../../turn-taking/listening-rate.ts';
import { createVad } from '../../turn-taking/models.ts';
import { WINDOW_MS } from '../../turn-taking/voice-activity.ts';
import { Windows } from '../../turn-taking/windows.ts';

export interface TrackWindowsEvents {
  /** 512 samples at 16 kHz, and the probability (0 … 1) that they hold voice. */
  onWindow(pcm: Int16Array, probability: number): void;
  /** The track has ended, and no other one has taken its place. */
  onEnd(): void;
}

/** One track after the other as the windows of the voice-activity model. */
export class TrackWindows {
  private readonly events: TrackWindowsEvents;
  private track: RemoteTrack | undefined;

  constructor(events: TrackWindowsEvents) {
    this.events = events;
  }

  /** From now on this track and no other one. */
  listenTo(track: RemoteTrack): void {
    if (this.track === track) return;
    this.track = track;
    void this.pump(track);
  }

  /** From now on none. */
  close(): void {
    this.track = undefined;
  }

  private async pump(track: RemoteTrack): Promise<void> {
    const format = { sampleRate: LISTENING_RATE, numChannels: 1, frameSizeMs: WINDOW_MS };
    const windows = new Windows();
    const vad = createVad();
    for await (const frame of new AudioStream(track, format)) {
      for (const window of windows.cut(frame.data)) {
        const probability = await vad.predict(window);
        if (this.track !== track) return;
        this.events.onWindow(window, probability);
      }
    }
    if (this.track !== track) return;
    this.track = undefined;
    this.events.onEnd();
  }
}
