import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../src/contract/conversation.ts';
import { firstLive, reduceLive } from '../../src/contract/live-reducer.ts';
import type { LiveConversation } from '../../src/contract/live.ts';
import { SIDES, type Side } from '../../src/contract/side.ts';
import { isAboutConversation, type StudioEvent } from '../../src/contract/studio-events.ts';
import { Monitor } from '../support/monitor.ts';
import { StudioFixture } from '../support/studio-fixture.ts';

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
