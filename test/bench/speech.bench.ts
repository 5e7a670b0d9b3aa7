/**
 * A voice that dribbles, from its HTTP response to a listener in a real room: how long after the first
 * bytes it begins, and whether what is heard has holes or clicks. The sound is a tone, judged by samples.
 */
import { dispose } from '@livekit/rtc-node';
import { flaws, VoiceRoom } from '../support/voice-room.ts';
import { quantile } from './floor.ts';

const RUNS = 4;
const SECONDS = 3;
const PIECES_MS = [20, 60, 100, 200];

const room = await VoiceRoom.open();
try {
  console.log(
    'pace  pieces   in the track after   heard after (ms: median, worst)   holes  clicks  stalls',
  );
  for (const pace of [1.5, 1.05]) for (const pieceMs of PIECES_MS) await row(pace, pieceMs);
} finally {
  await room.close();
  // Else its threads keep this process.
  await dispose();
}

async function row(pace: number, pieceMs: number): Promise<void> {
  const started: number[] = [];
  const heard: number[] = [];
  const found = { holes: 0, clicks: 0, stalls: 0 };
  for (let run = 0; run < RUNS; run++) {
    const spoken = await room.speak(pace, SECONDS, pieceMs);
    started.push(spoken.startedAfterMs);
    heard.push(spoken.heardAfterMs);
    const { holes, clicks } = flaws(spoken.heard);
    found.holes += holes;
    found.clicks += clicks;
    if (spoken.turn.playedMs > SECONDS * 1000) found.stalls += 1;
  }
  const show = (values: number[]) =>
    `${quantile(values, 0.5).toFixed(0).padStart(5)} ${quantile(values, 1).toFixed(0).padStart(5)}`;
  console.log(
    `${pace.toFixed(2)}  ${String(pieceMs).padStart(3)} ms  ${show(started)}              ${show(heard)}` +
      `                        ${found.holes}      ${found.clicks}       ${found.stalls}`,
  );
}
