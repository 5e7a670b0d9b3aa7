import { toErrorData } from '../../contract/errors.ts';
import type { MonitorTicket } from '../../contract/live.ts';
import { SIDES } from '../../contract/side.ts';
import type { MonitorEvent } from './monitor-state.ts';
import type { JoinedRoom, JoinRoom, Mixer, RoomEvents } from './ports.ts';

export interface StayOptions<Stream> {
  /** Rejects with `conflict` while there is no room. */
  getTicket: () => Promise<MonitorTicket>;
  join: JoinRoom<Stream>;
  /** Opened when there is a room to hear. */
  mixer: () => Mixer<Stream>;
  tell: (event: MonitorEvent) => void;
  /** Ends the stay. */
  signal: AbortSignal;
}

/** Why a stay in the room came to its end. */
export type Outcome =
  | { kind: 'no-room' }
  /** The connection is gone, or the stay was called off. */
  | { kind: 'lost' }
  /** The room is closed: the conversation has ended. */
  | { kind: 'closed' }
  | { kind: 'failed'; thrown: unknown };

/** One stay in the room of a conversation, from the ticket to the loss. Never rejects. */
export async function stayInRoom<Stream>(options: StayOptions<Stream>): Promise<Outcome> {
  const { getTicket, join, tell, signal } = options;
  const { promise: left, resolve: leave } = Promise.withResolvers<Outcome>();
  const callOff = () => leave({ kind: 'lost' });
  signal.addEventListener('abort', callOff, { once: true });
  let room: JoinedRoom | undefined;
  let mixer: Mixer<Stream> | undefined;
  try {
    const ticket = await getTicket();
    signal.throwIfAborted();
    mixer = options.mixer();
    room = await join(ticket, roomEvents({ mixer, tell, signal, leave }), signal);
    signal.throwIfAborted();
    tell({ kind: 'connected' });
    return await left;
  } catch (thrown) {
    const { code } = toErrorData(thrown);
    return code === 'conflict' ? { kind: 'no-room' } : { kind: 'failed', thrown };
  } finally {
    signal.removeEventListener('abort', callOff);
    room?.leave();
    for (const side of SIDES) mixer?.disconnect(side);
  }
}

interface RoomLinks<Stream> {
  mixer: Mixer<Stream>;
  tell: (event: MonitorEvent) => void;
  signal: AbortSignal;
  leave: (outcome: Outcome) => void;
}

/** What a room says after the stay in it was called off is passed over. */
function roomEvents<Stream>({ mixer, tell, signal, leave }: RoomLinks<Stream>): RoomEvents<Stream> {
  const unlessOver = (act: () => void): void => {
    if (!signal.aborted) act();
  };
  return {
    onSound: (side, stream) =>
      unlessOver(() => {
        mixer.connect(side, stream);
        tell({ kind: 'sound', side, arrives: true });
      }),
    onSilence: (side) =>
      unlessOver(() => {
        mixer.disconnect(side);
        tell({ kind: 'sound', side, arrives: false });
      }),
    onReconnecting: () => unlessOver(() => tell({ kind: 'reconnecting' })),
    onReconnected: () => unlessOver(() => tell({ kind: 'connected' })),
    onLost: (closed) => leave({ kind: closed ? 'closed' : 'lost' }),
  };
}
