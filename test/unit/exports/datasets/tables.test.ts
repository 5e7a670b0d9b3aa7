import { describe, expect, it } from 'vitest';
import type { AudioOptions } from '../../../../src/contract/export-api.ts';
import { audiofolder } from '../../../../src/main/exports/datasets/audiofolder.ts';
import { partFolder } from '../../../../src/main/exports/datasets/index.ts';
import { lhotse } from '../../../../src/main/exports/datasets/lhotse.ts';
import { moshi } from '../../../../src/main/exports/datasets/moshi.ts';
import { nemo } from '../../../../src/main/exports/datasets/nemo.ts';
import { conversation } from '../samples.ts';
import { call, contextOf, parsed } from './arrange.ts';

describe('Hugging Face AudioFolder', () => {
  it('is one row with the same columns and types for each conversation', () => {
    const { rows } = audiofolder(call(), contextOf());
    expect(rows['metadata.jsonl']).toEqual([
      '{"file_name":"c1.wav","id":"c1","title":"Late parcel","scenario":"late-parcel","language":"en",' +
        '"speakers":{"a":"Ann","b":"Ben"},"personas":{"a":"ann","b":"ben"},"channels":{"a":0,"b":1},' +
        '"stems":"","duration":2.0,"turns":[' +
        '{"speaker":"Ben","side":"b","start":0.1,"end":0.90025,"text":"Hello there.","interrupted":false},' +
        '{"speaker":"Ann","side":"a","start":0.8,"end":2.0,"text":"Hi “you”","interrupted":true}],' +
        '"text":"Ben: Hello there.\\nAnn: Hi “you”"}',
    ]);
  });

  it('has a column for each side where each has a file', () => {
    const { rows } = audiofolder(call(), contextOf({ layout: 'split' }));
    expect(parsed(rows, 'metadata.jsonl')).toMatchObject([
      { audio_a_file_name: 'c1.a.wav', audio_b_file_name: 'c1.b.wav', channels: { a: 0, b: 0 } },
    ]);
  });

  it('has no row where nothing is said: an empty list has no type', () => {
    expect(audiofolder(conversation({ turns: [] }), contextOf()).rows).toEqual({});
  });

  it('calls the parts as its readers do', () => {
    const parts = (['train', 'valid', 'test', 'all'] as const).map((part) =>
      partFolder('audiofolder', part),
    );
    expect(parts).toEqual(['train', 'validation', 'test', 'train']);
  });
});

describe('NeMo', () => {
  it('lists turns with file and channel, and recordings with their RTTM', () => {
    const { rows, files } = nemo(call(), contextOf({ left: 'b' }));
    expect(rows['manifest.jsonl']?.[0]).toBe(
      '{"audio_filepath":"c1.wav","offset":0.1,"duration":0.80025,"text":"Hello there.","speaker":"Ben",' +
        '"lang":"en","channel":0,"side":"b","persona":"ben","conversation":"c1","turn":"t1"}',
    );
    expect(parsed(rows, 'manifest.jsonl').map(({ turn, channel }) => [turn, channel])).toEqual([
      ['t1', 0],
      ['t2', 1],
    ]);
    expect(parsed(rows, 'diarization.jsonl')).toEqual([
      {
        ...{ audio_filepath: 'c1.wav', offset: 0, duration: 2, label: 'infer', text: '-' },
        ...{ num_speakers: 2, rttm_filepath: 'c1.rttm' },
      },
    ]);
    expect(files.map(({ name }) => name)).toEqual(['c1.rttm']);
    expect(files[0]?.text).toContain('SPEAKER c1 1 0.100 0.300 <NA> <NA> Ben <NA> <NA>\n');
  });

  it('calls speakers what the RTTM calls them, whatever their names', () => {
    const one = call();
    const { a, b } = one.config.personas;
    const personas = { a: { ...a, name: 'Zoë  Ann' }, b: { ...b, name: 'zoë ann' } };
    const { rows, files } = nemo({ ...one, config: { ...one.config, personas } }, contextOf());
    const speakers = parsed(rows, 'manifest.jsonl').map(({ speaker }) => speaker);
    const labels = files[0]?.text
      .trim()
      .split('\n')
      .map((line) => line.split(' ')[7]);
    expect(new Set(speakers)).toEqual(new Set(labels));
    expect(new Set(speakers).size).toBe(2);
  });

  it('has nothing to diarize in a file with one speaker', () => {
    const { rows, files } = nemo(call(), contextOf({ layout: 'split' }));
    const paths = parsed(rows, 'manifest.jsonl').map((row) => row['audio_filepath']);
    expect(paths).toEqual(['c1.b.wav', 'c1.a.wav']);
    expect([Object.keys(rows), files]).toEqual([['manifest.jsonl'], []]);
  });
});

describe('Lhotse', () => {
  it('has recordings and supervisions with the words as alignment', () => {
    const { rows } = lhotse(call(), contextOf({ sampleRate: 16_000 }));
    expect(rows['recordings.jsonl.gz']).toEqual([
      '{"id":"c1","sources":[{"type":"file","channels":[0,1],"source":"c1.wav"}],' +
        '"sampling_rate":16000,"num_samples":32000,"duration":2.0,"channel_ids":[0,1]}',
    ]);
    const [first, second] = parsed(rows, 'supervisions.jsonl.gz');
    expect(first).toEqual({
      ...{ id: 'c1-0000', recording_id: 'c1', start: 0.1, duration: 0.80025, channel: 1 },
      ...{ text: 'Hello there.', language: 'en', speaker: 'ben' },
      custom: { side: 'b', turn: 't1', interrupted: false },
      alignment: { word: [['Hello', 0.1, 0.3, null]] },
    });
    expect(second).toMatchObject({ start: 0.8, duration: 1.2, channel: 0, speaker: 'ann' });
  });

  it('takes estimated words when they are asked for', () => {
    const { rows } = lhotse(call(), contextOf({}, { estimatedWords: true }));
    const [first] = parsed(rows, 'supervisions.jsonl.gz');
    expect(first?.['alignment']).toEqual({
      word: [
        ['Hello', 0.1, 0.3, null],
        ['there.', 0.5, 0.4, null],
      ],
    });
  });

  it.each<[AudioOptions['layout'], object[], number[]]>([
    [
      'split',
      [
        { type: 'file', channels: [0], source: 'c1.a.wav' },
        { type: 'file', channels: [1], source: 'c1.b.wav' },
      ],
      [1, 0],
    ],
    ['mix', [{ type: 'file', channels: [0], source: 'c1.wav' }], [0, 0]],
  ])('tells where each side is: %s', (layout, sources, channels) => {
    const { rows } = lhotse(call(), contextOf({ layout }));
    expect(parsed(rows, 'recordings.jsonl.gz')).toMatchObject([{ sources }]);
    const told = parsed(rows, 'supervisions.jsonl.gz').map(({ channel }) => channel);
    expect(told).toEqual(channels);
  });
});

describe('Moshi', () => {
  it('has stereo files, and the words of the left channel as the main ones', () => {
    const { rows, files } = moshi(call(), contextOf({ left: 'b' }, { estimatedWords: true }));
    expect(rows['data.jsonl']).toEqual(['{"path":"c1.wav","duration":2.0}']);
    expect(files).toEqual([
      {
        name: 'c1.json',
        text:
          '{"alignments":[["Hello",[0.1,0.4],"SPEAKER_MAIN"],["there.",[0.5,0.9],"SPEAKER_MAIN"],' +
          '["Hi",[0.82,0.9],"SPEAKER_OTHER"],["“you”",[1.9,2.0],"SPEAKER_OTHER"]]}\n',
      },
    ]);
  });
});
