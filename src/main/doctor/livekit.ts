import { randomUUID } from 'node:crypto';
import { monotonicMs } from '../../contract/clock.ts';
import { StudioError } from '../../contract/errors.ts';
import type { LivekitPort, Ready } from '../conversations/ports.ts';
import { roomName } from '../livekit/room-name.ts';
import type { Finding } from './check.ts';

/** A LiveKit that answers is asked to make a room, to look into it and to delete it. */
export async function livekitFinding({ port, note }: Ready<LivekitPort>): Promise<Finding> {
  const room = roomName(`doctor-${randomUUID()}`);
  const began = monotonicMs();
  await port.createRoom(room, { maxMinutes: 1 });
  try {
    if ((await port.identities(room)) === undefined) throw forgotten();
  } finally {
    await port.removeRoom(room);
  }
  return { note: `${note}; a room takes ${Math.round(monotonicMs() - began)} ms` };
}

function forgotten(): StudioError {
  return new StudioError({
    code: 'livekit-failed',
    message: 'LiveKit made a room and did not know it a moment later.',
    remedy: 'Check that the LiveKit URL leads to one server (or one Redis), not to several.',
  });
}
