import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recoverUnfinished } from '../../../src/main/engine/recover.ts';
import { runLibraryOf } from '../../../src/main/engine/run-library.ts';
import type { Turn } from '../../../src/contract/conversation.ts';
import { StudioError } from '../../../src/contract/errors.ts';
import type { Usage } from '../../../src/contract/usage.ts';
import { FakeRecordings, silentLog } from '../conversations/fakes.ts';
import { config } from '../conversations/samples.ts';
import { Arrangement } from './arrange.ts';

const TURN: Turn = {
  id: '1',
  index: 3,
  side: 'b',
  speaker: 'Ben',
  text: 'Hello.',
  intended: 'Hello.',
  heard: null,
  startMs: 500,
  endMs: 1500,
  interrupted: false,
  words: [],
  segments: [],
  gapMs: null,
};

const USAGE: Usage = {
  entries: [],
  cost: { usd: 0.25, unpriced: [], pricesAsOf: '2026-11-23' },
};

describe('after the death of a host', () => {
  let arranged: Arrangement;
  let recordings: FakeRecordings;
  beforeEach(async () => {
    arranged = await Arrangement.make();
    recordings = new FakeRecordings();
    const library = runLibraryOf(arranged.library);
    library.create({
      id: 'dead',
      title: 'Dead',
      createdAt: '2026-01-01T00:00:00Z',
      config: config(),
    });
    library.setStatus('dead', 'running');
    library.putTurn('dead', TURN);
    library.putUsage('dead', USAGE);
  });
  afterEach(async () => {
    await arranged.remove();
  });
  const recover = () => recoverUnfinished(arranged.library, recordings, silentLog);

  it('mends the audio, keeps the turns and marks the conversation, once', async () => {
    await recover();
    await recover();
    expect(recordings.calls).toEqual(['prepare', 'repair', 'tidy']);
    expect(arranged.library.conversations.get('dead')).toMatchObject({
      status: 'interrupted',
      endReason: 'host-died',
      durationMs: 10_000,
      turns: [{ id: '1', index: 0, text: 'Hello.', startMs: 500 }],
      recordings: [{ kind: 'local' }],
      usage: USAGE,
    });
  });

  it('leaves one that cannot be stored for the next start, and goes on', async () => {
    const { library } = arranged;
    runLibraryOf(library).create({
      id: 'later',
      title: 'Later',
      createdAt: '2026-01-02T00:00:00Z',
      config: config(),
    });
    const full = new StudioError({ code: 'disk-full', message: 'full' });
    let writes = 0;
    const transaction = <T>(work: () => T): T => {
      if (++writes === 1) throw full;
      return library.transaction(work);
    };
    await recoverUnfinished({ ...library, transaction }, recordings, silentLog);
    expect(library.conversations.unfinished()).toEqual(['dead']);
    expect(library.conversations.get('later').status).toBe('interrupted');
    await recover();
    expect(library.conversations.get('dead').status).toBe('interrupted');
  });

  it.each(['nothing on disk', 'a repair that fails'])('copes with %s', async (what) => {
    if (what === 'nothing on disk') recordings.nothingOnDisk = true;
    else recordings.failing.repair = { code: 'internal', message: 'no' };
    await recover();
    expect(arranged.library.conversations.get('dead')).toMatchObject({
      status: 'interrupted',
      durationMs: 1500,
      turns: [{ id: '1' }],
      recordings: [],
    });
  });

  it('keeps of the turn that it died in what the recording has, and nothing that was still to sound', async () => {
    const library = runLibraryOf(arranged.library);
    const word = (text: string, startMs: number) =>
      ({ text, startMs, endMs: startMs + 400, origin: 'provider' }) as const;
    const open = { ...TURN, interrupted: true, text: 'We are here', intended: 'We are here' };
    const words = [word('We', 9300), word('are', 9700), word('here', 10_100)];
    library.putTurn('dead', { ...open, id: '2', index: 4, startMs: 9300, endMs: 10_500, words });
    const late = [word('Yes', 10_050)];
    library.putTurn('dead', {
      ...open,
      id: '3',
      index: 5,
      startMs: 10_050,
      endMs: 11_000,
      words: late,
    });
    library.putTurn('dead', {
      ...open,
      id: '4',
      index: 6,
      startMs: 9000,
      endMs: 10_200,
      words: [],
    });
    await recover();
    const { turns } = arranged.library.conversations.get('dead');
    expect(turns.map(({ id, index, text, endMs }) => ({ id, index, text, endMs }))).toEqual([
      { id: '1', index: 0, text: 'Hello.', endMs: 1500 },
      { id: '2', index: 1, text: 'We are', endMs: 10_000 },
      { id: '4', index: 2, text: 'We are here', endMs: 10_200 },
    ]);
    expect(turns[1]?.words.map(({ endMs }) => endMs)).toEqual([9700, 10_000]);
  });
});
