import type { LivekitPort, OnProgress, Ready } from '../conversations/ports.ts';
import { recorderToken } from '../livekit/tokens.ts';
import { openLivekit, type LivekitLink, type LivekitLinkOptions } from './livekit-link.ts';
import { SharedPart } from './shared-part.ts';

/** LiveKit, opened when first needed and shared by all runs. */
export class LivekitPart {
  readonly #shared: SharedPart<LivekitLink>;

  constructor(options: LivekitLinkOptions) {
    this.#shared = new SharedPart((show, signal) => openLivekit(options, show, signal));
  }

  /** A link that answers. */
  async link(onProgress: OnProgress): Promise<LivekitLink> {
    const link = await this.#shared.ensure(onProgress);
    if (!link.isDead()) {
      await link.up();
      return link;
    }
    this.#shared.forget(link);
    return await this.#shared.ensure(onProgress);
  }

  async up(onProgress: OnProgress): Promise<Ready<LivekitPort>> {
    const link = await this.link(onProgress);
    return { port: portOf(link), note: link.note };
  }

  async close(): Promise<void> {
    const link = await this.#shared.settle();
    await link?.stop();
  }
}

function portOf({ connection, rooms, onDown }: LivekitLink): LivekitPort {
  return {
    url: connection.url,
    createRoom: (name, options) => rooms.create(name, options),
    removeRoom: (name) => rooms.remove(name),
    dispatch: (room, agentName, metadata) => rooms.dispatch(room, agentName, metadata),
    cancelDispatch: (room, id) => rooms.cancelDispatch(room, id),
    identities: async (room) =>
      (await rooms.participants(room))?.map((participant) => participant.identity),
    recorderToken: (room) => recorderToken(connection, room),
    onDown,
  };
}
