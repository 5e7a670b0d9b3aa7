import { expect, it } from 'vitest';
import { transcriptText } from '../../../src/main/exports/transcript.ts';
import { conversation, turn } from './samples.ts';

it('a transcript tells times, names, interruptions and what was heard otherwise', () => {
  const cut = turn({
    ...{
      id: 't2',
      side: 'a',
      speaker: 'Ann',
      interrupted: true,
      startMs: 3_661_250,
      endMs: 3_662_000,
    },
    ...{ text: 'I am', intended: 'I am waiting.', heard: 'I ham' },
  });
  expect(transcriptText(conversation({ turns: [turn(), cut] }))).toBe(
    [
      'Late parcel',
      '2026-11-23 11:04 UTC, 1:12.0, completed: Ben said goodbye.',
      'Ann (tester), left channel',
      'Ben (tester), right channel',
      '',
      '[0:05.2 – 0:08.1] Ben: Hello there.',
      '[1:01:01.3 – 1:01:02.0] Ann: I am — [interrupted]',
      '    meant to say: I am waiting.',
      '    Ben heard: I ham',
      '',
    ].join('\n'),
  );
});

it('a transcript is harmless text, one line for each turn', () => {
  const text = 'one\u001b[31m\r\ntwo \u202Ethree \uD800';
  const lines = transcriptText(
    conversation({ turns: [turn({ text, intended: text, heard: null })] }),
  ).split('\n');
  expect(lines).toContain('[0:05.2 – 0:08.1] Ben: one [31m two three \uFFFD');
});
