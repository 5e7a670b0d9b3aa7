// A CommonJS module whose names Node can't see from outside: they are given out from here.
import inference from '@livekit/local-inference';

/**
 * LiveKit's bundled models (@livekit/local-inference; for use with LiveKit Agents only): voice activity
 * on windows of 512 samples, and end of turn, both on mono 16 kHz 16-bit PCM.
 */
export const { createVad, initEot, initVad, predict, VAD_WINDOW_SAMPLES } = inference;
