import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Conversation, Turn } from '../../src/contract/conversation.ts';
import { audibleSpan, type Sound } from '../support/sound.ts';
import { channelOf, fixtureRequest, ownSpan, StudioFixture } from '../support/studio-fixture.ts';

describe('a side that barges in', () => {
  let fixture: StudioFixture;
  let conversation: Conversation;
  let sound: Sound;
  let cut: Turn;

  beforeAll(async () => {
    fixture = await StudioFixture.open();
    conversation = await fixture.run(fixtureRequest('barge-in'));
    sound = fixture.sound(conversation);
    cut = conversation.turns.find(({ interrupted, side }) => interrupted && side === 'b') as Turn;
  }, 180_000);
  afterAll(() => fixture.close());

  it('interrupts the long turn, which is cut to what was audible', () => {
    expect(cut).toBeDefined();
    expect(cut.intended.length).toBeGreaterThan(cut.text.length);
    expect(cut.words.map(({ text }) => text).join(' ')).toBe(cut.text);
    expect(cut.words.at(-1)?.endMs).toBeLessThanOrEqual(cut.endMs + 100);
    expect(conversation.metrics?.interruptions).toBeGreaterThanOrEqual(1);
  });

  it('makes the other stop: in the recording it falls silent where its turn was cut', () => {
    const barge = conversation.turns.find(
      ({ side, startMs }) => side === 'a' && startMs > cut.startMs && startMs < cut.endMs,
    );
    expect(barge, 'a turn of side a that begins inside the cut one').toBeDefined();
    const [from, to] = ownSpan(cut, conversation.turns, 1500);
    const end = audibleSpan(sound, channelOf('b'), from, to)?.endMs ?? Number.POSITIVE_INFINITY;
    // How soon is measured by the benchmark; here it is no longer than the turn says.
    expect(Math.abs(end - cut.endMs)).toBeLessThan(100);
  });

  it('goes on to a natural end', () => {
    expect(conversation).toMatchObject({ status: 'completed', endReason: 'goodbye' });
  });
});
