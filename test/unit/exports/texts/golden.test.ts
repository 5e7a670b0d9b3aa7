import { describe, expect, it } from 'vitest';
import { audacityWriter } from '../../../../src/main/exports/texts/audacity.ts';
import { chatWriter } from '../../../../src/main/exports/texts/chat.ts';
import { csvWriter } from '../../../../src/main/exports/texts/csv.ts';
import { ctmWriter } from '../../../../src/main/exports/texts/ctm.ts';
import { mdWriter } from '../../../../src/main/exports/texts/md.ts';
import { rttmWriter } from '../../../../src/main/exports/texts/rttm.ts';
import { srtWriter } from '../../../../src/main/exports/texts/srt.ts';
import { stmWriter } from '../../../../src/main/exports/texts/stm.ts';
import type { TextWriter } from '../../../../src/main/exports/texts/text-format.ts';
import { txtWriter } from '../../../../src/main/exports/texts/txt.ts';
import { vttWriter } from '../../../../src/main/exports/texts/vtt.ts';
import { context, conversation, stereo } from './samples.ts';

/** What a writer makes of the small conversation: its files one after the other, each after its name. */
function written(writer: TextWriter): string[] {
  const files = writer.write(conversation(), context({ audio: stereo }));
  expect(files.map(({ name }) => name)).toEqual(writer.names(context({ audio: stereo })));
  return files.flatMap(({ name, text }) => [name, ...text.split('\n')]);
}

describe('a small conversation in every format, to the letter', () => {
  it('TXT', () => {
    expect(written(txtWriter)).toEqual([
      'conversation.txt',
      'Late parcel',
      '2026-11-23 11:04 UTC, 0:06.5, completed: Ben said goodbye.',
      'Ann (tester), left channel',
      'Ben (tester), right channel',
      '',
      '[0:00.3 – 0:02.0] Ben: Hello, Ann & Co.',
      '    Ann heard: hello ann and co',
      '[0:01.9 – 0:02.7] Ann: I am — [interrupted]',
      '    meant to say: I am waiting.',
      '    Ben heard: I ham',
      '[1:00:00.0 – 1:00:00.0] Ben: =1+1 is "two" <b>',
      '',
    ]);
  });

  it('Markdown', () => {
    expect(written(mdWriter)).toEqual([
      'conversation.md',
      '# Late parcel',
      '',
      '2026-11-23 11:04 UTC, 0:06.5, completed: Ben said goodbye.',
      '',
      '- **Ann**: tester',
      '- **Ben**: tester',
      '',
      '## Turns',
      '',
      '- 0:00.3 – 0:02.0 **Ben**: Hello, Ann \\& Co.',
      '  - Ann heard: hello ann and co',
      '- 0:01.9 – 0:02.7 **Ann**: I am — *interrupted*',
      '  - meant to say: I am waiting.',
      '  - Ben heard: I ham',
      '- 1:00:00.0 – 1:00:00.0 **Ben**: \\=1+1 is "two" \\<b\\>',
      '',
    ]);
  });

  it('CSV', () => {
    expect(written(csvWriter)).toEqual([
      'conversation.csv',
      'start,end,side,speaker,text,intended,heard,interrupted,gap,id\r',
      '0.250,2.000,b,Ben,"Hello, Ann & Co.","Hello, Ann & Co.",hello ann and co,false,,one\r',
      '1.900,2.700,a,Ann,I am,I am waiting.,I ham,true,-0.100,two\r',
      `3600.000,3600.000,b,Ben,"'=1+1 is ""two"" <b>","'=1+1 is ""two"" <b>",,false,3597.300,three\r`,
      '',
    ]);
  });

  it('WebVTT', () => {
    expect(written(vttWriter)).toEqual([
      'conversation.vtt',
      ...['WEBVTT', '', 'NOTE', 'Late parcel'],
      ...['2026-11-23 11:04 UTC, 0:06.5, completed: Ben said goodbye.', ''],
      ...['1', '00:00:00.250 --> 00:00:02.000', '<v Ben>Hello, Ann &amp; Co.</v>', ''],
      ...['2', '00:00:01.900 --> 00:00:02.700', '<v Ann>I am —</v>', ''],
      ...['3', '01:00:00.000 --> 01:00:00.001', '<v Ben>=1+1 is "two" &lt;b&gt;</v>', ''],
    ]);
  });

  it('SRT', () => {
    expect(written(srtWriter)).toEqual([
      'conversation.srt',
      ...['1', '00:00:00,250 --> 00:00:02,000', 'Ben: Hello, Ann & Co.', ''],
      ...['2', '00:00:01,900 --> 00:00:02,700', 'Ann: I am —', ''],
      ...['3', '01:00:00,000 --> 01:00:00,001', 'Ben: =1+1 is "two" ‹b›', ''],
    ]);
  });

  it('RTTM', () => {
    expect(written(rttmWriter)).toEqual([
      'conversation.rttm',
      'SPEAKER conversation 2 0.250 0.650 <NA> <NA> Ben <NA> <NA>',
      'SPEAKER conversation 2 1.200 0.800 <NA> <NA> Ben <NA> <NA>',
      'SPEAKER conversation 1 1.900 0.800 <NA> <NA> Ann <NA> <NA>',
      '',
    ]);
  });

  it('STM', () => {
    expect(written(stmWriter)).toEqual([
      'conversation.stm',
      'conversation 1 Ann 1.900 2.700 I am',
      'conversation 2 Ben 0.250 2.000 Hello, Ann & Co.',
      'conversation 2 Ben 3600.000 3600.001 =1+1 is two b',
      '',
    ]);
  });

  it('CTM', () => {
    expect(written(ctmWriter)).toEqual([
      'conversation.ctm',
      'conversation 1 1.900 0.200 I 1.00',
      'conversation 1 2.100 0.600 am 1.00',
      'conversation 2 0.250 0.350 Hello, 1.00',
      'conversation 2 0.600 0.300 Ann 1.00',
      'conversation 2 1.200 0.100 & 1.00',
      '',
    ]);
  });

  it('Audacity labels', () => {
    expect(written(audacityWriter)).toEqual([
      ...['conversation.a.audacity.txt', '1.900\t2.700\tI am [interrupted]', ''],
      'conversation.b.audacity.txt',
      '0.250\t2.000\tHello, Ann & Co.',
      '3600.000\t3600.000\t=1+1 is "two" <b>',
      '',
    ]);
  });

  it('chat JSONL', () => {
    const [name, line, ...rest] = written(chatWriter);
    expect([name, ...rest]).toEqual(['conversation.chat.jsonl', '']);
    const [system, ...messages] = (JSON.parse(line!) as { messages: object[] }).messages;
    expect(line).toBe(JSON.stringify({ messages: [system, ...messages] }));
    expect(system).toEqual({
      role: 'system',
      content: expect.stringMatching(/^# Who you are\nYou are Ben, tester\.(?!.*end_call)/su),
    });
    expect(messages).toEqual([
      { role: 'assistant', content: 'Hello, Ann & Co.' },
      { role: 'user', content: 'I am' },
      { role: 'assistant', content: '=1+1 is "two" <b>' },
    ]);
  });
});
