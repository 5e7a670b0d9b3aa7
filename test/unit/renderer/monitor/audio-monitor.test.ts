import { describe, expect, it } from 'vitest';
import { toggleMute, DEFAULT_CHOICES } from '../../../../src/renderer/monitor/monitor-choices.ts';
import { MOST_FAILURES } from '../../../../src/renderer/monitor/monitor-state.ts';
import { Stage } from './fakes.ts';

async function listening(): Promise<Stage> {
  const stage = new Stage();
  stage.monitor.start();
  await stage.until('listening');
  return stage;
}

describe('joining', () => {
  it('waits for the room and then listens', async () => {
    const stage = new Stage();
    stage.refusals = 3;
    stage.monitor.start();
    await stage.until('listening');
    expect(stage.phases).toEqual(['connecting', 'waiting', 'listening']);
    expect(stage.waits).toHaveLength(3);
    expect(stage.rooms).toHaveLength(1);
  });

  it('starts once, however often it is asked', async () => {
    const stage = await listening();
    stage.monitor.start();
    expect(stage.rooms).toHaveLength(1);
    expect(stage.mixers).toHaveLength(1);
  });

  it('says that the browser holds the sound back, until the user presses', async () => {
    const stage = new Stage();
    stage.audibleAtOnce = false;
    stage.monitor.start();
    await stage.until('blocked');
    stage.mixer.audible = true;
    await stage.monitor.unblock();
    expect(stage.phase).toBe('listening');
  });

  it('gives up after several failures in a row, with what was wrong', async () => {
    const stage = new Stage();
    stage.failures = 100;
    stage.monitor.start();
    await stage.until('failed');
    expect(stage.waits).toEqual([500, 1000, 2000, 4000, 8000]);
    expect(stage.waits).toHaveLength(MOST_FAILURES - 1);
    expect(stage.states.at(-1)?.phase).toMatchObject({ error: { message: 'no way through' } });
  });

  it('can be started again after it gave up', async () => {
    const stage = new Stage();
    stage.failures = MOST_FAILURES;
    stage.monitor.start();
    await stage.until('failed');
    stage.monitor.start();
    await stage.until('listening');
    expect(stage.phase).toBe('listening');
  });
});

describe('sound', () => {
  it('goes from the room to the mixer, with its gain', async () => {
    const stage = await listening();
    stage.room.events.onSound('a', 'sound of a');
    expect(stage.mixer.connected).toEqual({ a: 'sound of a' });
    expect(stage.mixer.gains.a).toBeCloseTo(0.64);
    expect(stage.states.at(-1)?.present).toEqual({ a: true, b: false });
    stage.room.events.onSilence('a');
    expect(stage.mixer.connected).toEqual({});
  });

  it('has its levels before and after what the listener chose', async () => {
    const stage = await listening();
    stage.mixer.level = { a: -20, b: -30 };
    stage.monitor.setChoices(toggleMute(DEFAULT_CHOICES, 'a'));
    expect(stage.mixer.gains.a).toBe(0);
    const { a, b } = stage.monitor.levels();
    expect(a).toEqual({ arriving: -20, heard: -100 });
    expect(b.heard).toBeCloseTo(-30 + 20 * Math.log10(0.64));
  });

  it('is silent while nothing is heard', () => {
    expect(new Stage().monitor.levels().a).toEqual({ arriving: -100, heard: -100 });
  });

  it('goes to the device that was chosen', async () => {
    const stage = await listening();
    stage.monitor.setChoices({ ...DEFAULT_CHOICES, deviceId: 'headphones' });
    expect(stage.mixer.output).toBe('headphones');
  });
});

describe('losing and leaving', () => {
  it('shows that the connection is made anew by the client itself', async () => {
    const stage = await listening();
    stage.room.events.onReconnecting();
    expect(stage.phase).toBe('reconnecting');
    stage.room.events.onReconnected();
    expect(stage.phase).toBe('listening');
  });

  it('joins again with a new ticket after a loss', async () => {
    const stage = await listening();
    stage.room.events.onSound('b', 'sound of b');
    stage.room.events.onLost(false);
    await stage.until('reconnecting');
    await stage.until('listening');
    expect(stage.rooms).toHaveLength(2);
    expect(stage.rooms[0]!.left).toBe(true);
    expect(stage.states.at(-1)?.present).toEqual({ a: false, b: false });
  });

  it('ends with the room', async () => {
    const stage = await listening();
    stage.room.events.onLost(true);
    await stage.until('ended');
    expect(stage.mixer.closed).toBe(true);
    expect(stage.rooms).toHaveLength(1);
  });

  it('leaves when it is turned off, and what the old room says no longer counts', async () => {
    const stage = await listening();
    const { room, mixer } = stage;
    stage.monitor.stop();
    room.events.onSound('a', 'too late');
    room.events.onReconnected();
    await new Promise(setImmediate);
    expect(stage.phase).toBe('off');
    expect(mixer.closed).toBe(true);
    expect(room.left).toBe(true);
    expect(mixer.connected).toEqual({});
  });

  it('listens again after it was turned off', async () => {
    const stage = await listening();
    stage.monitor.stop();
    stage.monitor.start();
    await stage.until('listening');
    expect(stage.mixers).toHaveLength(2);
    expect(stage.mixer.closed).toBe(false);
  });
});

describe('a second session', () => {
  it('keeps its sound when the first one’s join ends late', async () => {
    const stage = new Stage();
    const release = stage.holdJoin();
    stage.monitor.start();
    await stage.joining;
    stage.monitor.stop();
    stage.monitor.start();
    await stage.until('listening');
    stage.room.events.onSound('a', 'sound of a');
    release();
    await new Promise(setImmediate);
    expect(stage.mixer.connected).toEqual({ a: 'sound of a' });
    expect(stage.phase).toBe('listening');
    expect(stage.rooms).toHaveLength(2);
    expect(stage.rooms.filter((room) => room.left)).toHaveLength(1);
  });
});
