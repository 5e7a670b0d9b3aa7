import {
  AudioStream,
  Room,
  RoomEvent,
  TrackKind,
  type RemoteParticipant,
  type RemoteTrack,
} from '@livekit/rtc-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../src/contract/conversation.ts';
import { firstLive, reduceLive } from '../../src/contract/live-reducer.ts';
import type { LiveConversation, MonitorTicket } from '../../src/contract/live.ts';
import { SIDES, type PerSide, type Side } from '../../src/contract/side.ts';
import { isAboutConversation, type StudioEvent } from '../../src/contract/studio-events.ts';
import { StudioFixture } from '../support/studio-fixture.ts';

/** A sample louder than this is a voice. */
const VOICE = 1000;

/** A listener as the window has it, which notes whether both voices were heard. */
class Monitor {
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

/** Resolves at the next end of a turn of that side; rejects when the call ends first. */
async function endOfTurn(fixture: StudioFixture, side: Side): Promise<void> {
  const isTurn = (event: StudioEvent) => event.kind === 'turn' && event.turn.side === side;
  const event = await fixture.next((each) => isTurn(each) || each.kind === 'ended');
  if (!isTurn(event)) throw new Error(`ended too early: ${JSON.stringify(event)}`);
}

describe('a conversation that is watched, listened to and let finish', () => {
  let fixture: StudioFixture;
  let conversation: Conversation;
  let snapshot: LiveConversation;
  let present: { identity: string; hidden: boolean }[];
  let eventsBefore: number;

  beforeAll(async () => {
    fixture = await StudioFixture.open();
    const { studio } = fixture;
    const firstTurn = endOfTurn(fixture, 'b');
    const { id } = await studio.startConversation({ scenario: 'late-parcel', seed: 7 });
    await firstTurn;

    // Joins late, hears both, leaves; another one is still there when all is over.
    const tickets = [await studio.getMonitorTicket(id), await studio.getMonitorTicket(id)];
    const [early, stays] = tickets.map((ticket) => new Monitor(ticket));
    const both = Promise.all([early?.listen(), stays?.listen()]);
    await Promise.race([both, studio.waitForConversation(id)]);
    present = [...(early?.room.remoteParticipants.values() ?? [])].map(({ identity }) => ({
      identity,
      hidden: identity.includes('monitor') || identity.includes('recorder'),
    }));
    await early?.room.disconnect();

    await endOfTurn(fixture, 'a');
    snapshot = structuredClone(await studio.getLive(id));
    eventsBefore = fixture.events.length;
    await studio.letFinish(id);
    await studio.letFinish(id);
    conversation = await studio.waitForConversation(id);
    await stays?.room.disconnect();
  }, 240_000);
  afterAll(() => fixture.close());

  it('is heard by a monitor that joins late, which nobody sees', () => {
    expect(present.map(({ identity }) => identity).toSorted()).toEqual(
      SIDES.map((side) => `${conversation.id}-${side}`),
    );
    expect(present.some(({ hidden }) => hidden)).toBe(false);
  });

  it('comes to its end by a goodbye of both sides within a few turns, and nothing is cut', () => {
    expect(conversation).toMatchObject({ status: 'completed', endReason: 'goodbye', error: null });
    const after = conversation.turns.slice(snapshot.turns.length);
    expect(conversation.turns.length).toBeLessThan(12);
    expect(after.length).toBeLessThanOrEqual(4);
    const goodbyes = conversation.turns.slice(-2);
    expect(new Set(goodbyes.map(({ side }) => side))).toEqual(new Set(SIDES));
    for (const { text } of goodbyes) expect(text).toMatch(/\b(good)?bye\b/i);
    expect(conversation.turns.filter(({ interrupted }) => interrupted)).toEqual([]);
    for (const turn of conversation.turns) expect(turn.text).toBe(turn.intended);
  });

  it('was told as finishing, once', () => {
    expect(fixture.events.filter(({ kind }) => kind === 'finishing')).toHaveLength(1);
  });

  it('tells every word while it is spoken, before its turn has ended', () => {
    const told = fixture.events.flatMap((event) => (event.kind === 'turn-words' ? [event] : []));
    for (const turn of conversation.turns) {
      const words = told.filter(({ turnId }) => turnId === turn.id).flatMap((event) => event.words);
      expect(words.map(({ text }) => text).join(' ')).toBe(turn.text);
      const at = (kind: string) =>
        fixture.events.findIndex(
          (event) =>
            event.kind === kind &&
            ('turnId' in event ? event.turnId : 'turn' in event && event.turn.id) === turn.id,
        );
      expect(at('turn-words')).toBeGreaterThan(at('turn-started'));
      expect(at('turn-words')).toBeLessThan(at('turn'));
      // Provisional: the sound is a little later in the recording than the worker says.
      expect(Math.abs((words[0]?.startMs ?? 0) - (turn.words[0]?.startMs ?? 0))).toBeLessThan(500);
    }
  });

  it('tells the peaks of the whole recording, each once', async () => {
    const live = await fixture.studio.getLive(conversation.id);
    const expected = Math.floor(conversation.durationMs / 20);
    expect(live.peaks.a).toHaveLength(expected);
    expect(live.peaks.b).toHaveLength(expected);
    for (const { side, startMs, endMs } of conversation.turns) {
      const loudest = Math.max(...live.peaks[side].slice(startMs / 20, endMs / 20));
      expect(loudest).toBeGreaterThan(20);
    }
  });

  it('is the same to a page that came in the middle as to the host', async () => {
    const live = await fixture.studio.getLive(conversation.id);
    const later = fixture.events.slice(eventsBefore).filter(isAboutConversation);
    expect(later.reduce(reduceLive, snapshot)).toEqual(live);
    const all = fixture.events.filter(isAboutConversation);
    expect(all.reduce(reduceLive, firstLive(conversation))).toEqual(live);
    expect((await fixture.studio.listLive()).map(({ id }) => id)).toEqual([conversation.id]);
  });

  it('shows how the parts of the engine stand', async () => {
    const parts = await fixture.studio.getSystem();
    expect(parts.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'livekit ready',
      'worker-a ready',
      'worker-b ready',
      'recorder ready',
      'rehearsal ready',
    ]);
    const told = fixture.events.flatMap((event) => (event.kind === 'system' ? [event.parts] : []));
    expect(told.at(-1)).toEqual(parts);
    expect(told.some((all) => all.some(({ state }) => state === 'starting'))).toBe(true);
  });

  it('is over for monitors when it has ended', async () => {
    await expect(fixture.studio.getMonitorTicket(conversation.id)).rejects.toThrow('over');
  });
});
