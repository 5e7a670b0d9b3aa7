import { voice, type llm } from '@livekit/agents';
import type { SideStages } from './stages.ts';

/** A turn of the other side may be this long and still be answered ahead of its end, ms. */
const LONGEST_TURN_MS = 10 * 60_000;
/**
 * Our requests end by themselves when nothing comes any more, and say so (clients.ts; of a speech-to-speech
 * model answer-watch.ts). The framework would drop an answer without a word after 10 s: too soon for a slow
 * model, a long sentence on a small machine, or a server that asks for a pause.
 */
const LONGEST_WAIT_MS = 60 * 60_000;

/**
 * The framework's session, told to leave turn-taking to us: turns come from TurnStt, interruptions
 * from its Listener. Preparing the answer ahead (LLM and TTS) is the framework's.
 */
export function makeSession(stages: SideStages): voice.AgentSession {
  return new voice.AgentSession({
    stt: stages.stt,
    llm: stages.llm,
    tts: stages.tts,
    vad: null,
    turnHandling: {
      turnDetection: 'stt',
      endpointing: { minDelay: 0, maxDelay: 0 },
      interruption: { mode: 'vad', resumeFalseInterruption: false, minDuration: 0 },
      preemptiveGeneration: {
        enabled: true,
        preemptiveTts: true,
        maxSpeechDuration: LONGEST_TURN_MS,
        maxRetries: 100,
      },
    },
    ttsReadIdleTimeout: LONGEST_WAIT_MS,
    forwardAudioIdleTimeout: LONGEST_WAIT_MS,
    aecWarmupDuration: null,
    userAwayTimeout: null,
  });
}

/**
 * The framework's session around a speech-to-speech model: it plays answers and runs tools. It hears
 * nothing (ModelEar does) and knows of no turns but by `generateReply` and `interrupt`.
 */
export function makeSpeechSession(model: llm.RealtimeModel): voice.AgentSession {
  return new voice.AgentSession({
    llm: model,
    vad: null,
    turnHandling: {
      turnDetection: 'manual',
      interruption: { mode: 'vad', resumeFalseInterruption: false },
    },
    forwardAudioIdleTimeout: LONGEST_WAIT_MS,
    aecWarmupDuration: null,
    userAwayTimeout: null,
  });
}
