import {
  AudioStream,
  Room,
  RoomEvent,
  TrackKind,
  type RemoteParticipant,
  type RemoteTrack,
} from '@livekit/rtc-node';
import type { MonitorTicket } from '../../src/contract/live.ts';
import { SIDES, type PerSide, type Side } from '../../src/contract/side.ts';

/** A sample louder than this is a voice. */
const VOICE = 1000;

/** A listener as the window has it, which notes whether both voices were heard. */
export class Monitor {
  readonly room = new Room();
  readonly #ticket: MonitorTicket;
  readonly #loudest: PerSide<number> = { a: 0, b: 0 };
  readonly #heardBoth = Promise.withResolvers<void>();

  constructor(ticket: MonitorTicket) {
    this.#ticket = ticket;
    this.room.on(RoomEvent.TrackSubscribed, (track, _publication, participant) => {
      const side = this.#sideOf(participant);
      if (side && track.kind === TrackKind.KIND_AUDIO) void this.#listen(side, track);
    });
  }

  /** Resolves when both sides were heard. */
  async listen(): Promise<void> {
    const { url, token } = this.#ticket;
    await this.room.connect(url, token, { autoSubscribe: true, dynacast: false });
    await this.#heardBoth.promise;
  }

  #sideOf({ identity }: RemoteParticipant): Side | undefined {
    return SIDES.find((side) => this.#ticket.identities[side] === identity);
  }

  async #listen(side: Side, track: RemoteTrack): Promise<void> {
    for await (const { data } of new AudioStream(track, { sampleRate: 48_000, numChannels: 1 })) {
      for (const sample of data) {
        this.#loudest[side] = Math.max(this.#loudest[side], Math.abs(sample));
      }
      if (SIDES.every((each) => this.#loudest[each] > VOICE)) this.#heardBoth.resolve();
    }
  }
}
