import {
  JobStatus,
  ParticipantInfo_Kind,
  type AgentDispatch,
  type ParticipantInfo,
} from '@livekit/protocol';
import { AgentDispatchClient, RoomServiceClient } from 'livekit-server-sdk';
import { httpUrl, type Connection } from './connection.ts';
import { isNotFound, livekitError } from './livekit-error.ts';
import { probe, type ProbeOptions, type ProbeResult } from './probe.ts';
import { ownedBy, ownerOf } from './room-owner.ts';

/** A call that takes longer has failed, s. */
const REQUEST_TIMEOUT_S = 10;

/**
 * Agents don't count as people, so LiveKit closes a room of agents `emptyTimeout` after it was made,
 * or `departureTimeout` after the last monitor left, in mid-conversation. Both are set above the run.
 */
const MARGIN_S = 600;

/** Attributes: what the server writes down of an agent, and whom an avatar speaks for (LiveKit agents protocol). */
const AGENT_NAME = 'lk.agent_name';
const SPEAKS_FOR = 'lk.publish_on_behalf';

export interface RoomsOptions {
  /** Written into every room, so that a later start knows which left-overs are its own. */
  owner: string;
}

export interface AgentsInRoom {
  /** Under which identity the dispatch was taken; null: nobody took it, or the server doesn't tell. */
  taken: string | null;
  /** Why the job failed that took it; null: it did not, or the server doesn't tell (1.13.5 does not). */
  failure: string | null;
  /**
   * The agents that are there, without what only lends them a voice or a face. `agentName`: under which they
   * take dispatches; null: the server doesn't tell.
   */
  present: { identity: string; agentName: string | null }[];
}

/** Rooms and dispatches of one LiveKit. Every error that leaves it is a StudioError `livekit-…`. */
export class Rooms {
  readonly connection: Connection;
  private readonly owner: string;
  private readonly rooms: RoomServiceClient;
  private readonly agentClient: AgentDispatchClient;

  constructor(connection: Connection, options: RoomsOptions) {
    this.connection = connection;
    this.owner = options.owner;
    const { apiKey, apiSecret } = connection;
    const clientOptions = { requestTimeout: REQUEST_TIMEOUT_S };
    this.rooms = new RoomServiceClient(httpUrl(connection), apiKey, apiSecret, clientOptions);
    this.agentClient = new AgentDispatchClient(
      httpUrl(connection),
      apiKey,
      apiSecret,
      clientOptions,
    );
  }

  /** Makes a room that stays open for at least `maxMinutes`, whoever comes and goes. */
  async create(name: string, { maxMinutes }: { maxMinutes: number }): Promise<void> {
    const timeout = Math.ceil(maxMinutes * 60) + MARGIN_S;
    await this.call('create a room', () =>
      this.rooms.createRoom({
        name,
        emptyTimeout: timeout,
        departureTimeout: timeout,
        metadata: ownedBy(this.owner),
      }),
    );
  }

  /** Deletes a room and sends everybody out. A room that isn't there is no error. */
  async remove(name: string): Promise<void> {
    await this.call('delete a room', () => this.rooms.deleteRoom(name).catch(unlessNotFound));
  }

  /** Our rooms, of this and of other owners. */
  async list(): Promise<{ name: string; owner: string }[]> {
    const rooms = await this.call('list rooms', () => this.rooms.listRooms());
    return rooms.flatMap((room) => {
      const owner = ownerOf(room);
      return owner === undefined ? [] : [{ name: room.name, owner }];
    });
  }

  /**
   * Asks for an agent in a room; every call adds one. LiveKit answers OK even when no worker has that
   * name, so the caller has to watch that the agent joins.
   *
   * @returns the dispatch's id.
   */
  async dispatch(room: string, agentName: string, metadata: string): Promise<string> {
    const { id } = await this.call('dispatch an agent', () =>
      this.agentClient.createDispatch(room, agentName, { metadata }),
    );
    return id;
  }

  /** What became of a dispatch, and the agents in a room, with or without one of ours. */
  async agents(room: string, dispatchId: string | undefined): Promise<AgentsInRoom> {
    const [dispatch, participants] = await Promise.all([
      dispatchId === undefined ? undefined : this.dispatchOf(room, dispatchId),
      this.participants(room),
    ]);
    const state = dispatch?.state?.jobs[0]?.state;
    const failed = state?.status === JobStatus.JS_FAILED;
    return {
      taken: state?.participantIdentity || null,
      failure: failed ? state.error || 'it gave no reason' : null,
      present: (participants ?? []).filter(isAgent).map(({ identity, attributes }) => ({
        identity,
        agentName: attributes[AGENT_NAME] ?? null,
      })),
    };
  }

  private dispatchOf(room: string, id: string): Promise<Pick<AgentDispatch, 'state'> | undefined> {
    return this.call('look after a dispatch', async () => {
      try {
        return await this.agentClient.getDispatch(id, room);
      } catch (thrown) {
        return unlessNotFound(thrown);
      }
    });
  }

  /** Takes a dispatch back, before it is repeated. One that isn't there any more is no error. */
  async cancelDispatch(room: string, id: string): Promise<void> {
    await this.call('cancel a dispatch', () =>
      this.agentClient.deleteDispatch(id, room).catch(unlessNotFound),
    );
  }

  /** Who is in a room; undefined: there is no such room. Hidden participants are among them. */
  async participants(room: string): Promise<ParticipantInfo[] | undefined> {
    return this.call('list participants', async () => {
      const present = await this.rooms.listParticipants(room);
      if (present.length > 0) return present;
      // The server answers "nobody" for a room that isn't there as well.
      return (await this.rooms.listRooms([room])).length > 0 ? present : undefined;
    }).catch((error: unknown) => {
      if (isNotFound(error)) return undefined;
      throw error;
    });
  }

  /** Sends one participant out of a room. One that isn't there is no error. */
  async removeParticipant(room: string, identity: string): Promise<void> {
    await this.call('remove a participant', () =>
      this.rooms.removeParticipant(room, identity).catch(unlessNotFound),
    );
  }

  /** Looks whether this LiveKit answers and takes our key; see probe.ts. */
  probe(options?: ProbeOptions): Promise<ProbeResult> {
    return probe(this.connection, options);
  }

  private async call<T>(doing: string, run: () => Promise<T>): Promise<T> {
    try {
      return await run();
    } catch (thrown) {
      throw livekitError(this.connection, doing, thrown);
    }
  }
}

function isAgent({ kind, attributes }: ParticipantInfo): boolean {
  return kind === ParticipantInfo_Kind.AGENT && !attributes[SPEAKS_FOR];
}

function unlessNotFound(thrown: unknown): undefined {
  if (!isNotFound(thrown)) throw thrown;
  return undefined;
}
