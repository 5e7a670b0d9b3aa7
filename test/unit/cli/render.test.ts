import { describe, expect, it } from 'vitest';
import { amountsSchema, type Usage } from '../../../src/contract/usage.ts';
import type { ConversationSummary } from '../../../src/contract/conversation.ts';
import { renderChecks } from '../../../src/main/hosts/cli/render/checks.ts';
import {
  renderConversation,
  renderList,
  renderSummary,
} from '../../../src/main/hosts/cli/render/conversation.ts';
import { renderRows, renderText } from '../../../src/main/hosts/cli/render/documents.ts';
import { renderError } from '../../../src/main/hosts/cli/render/error.ts';
import { inert, isolate } from '../../../src/main/hosts/cli/render/inert.ts';
import { columns, fit, hang, widthOf } from '../../../src/main/hosts/cli/render/layout.ts';
import { bar, meterText } from '../../../src/main/hosts/cli/render/meter.ts';
import { colourDepth, paletteFor, PLAIN } from '../../../src/main/hosts/cli/render/palette.ts';
import { renderSnippet, snippetParts } from '../../../src/main/hosts/cli/render/snippet.ts';
import { renderStep } from '../../../src/main/hosts/cli/render/step.ts';
import { clock, gapMark, seconds } from '../../../src/main/hosts/cli/render/time.ts';
import { renderTurn, spokenText, unspoken } from '../../../src/main/hosts/cli/render/turn.ts';
import { conversation, turn } from './samples.ts';

const RICH = paletteFor(8);
const plainScreen = { palette: PLAIN, width: Infinity };

describe('inert text', () => {
  it('takes every escape and control character away', () => {
    expect(inert('a\u001B[31mred\u001B[0m\u0007 \u009B2Jb\r\nc\u0000d')).toBe('ared b c d');
    expect(inert('\u001B]8;;http://x\u0007link\u001B]8;;\u0007')).toBe('link');
    expect(inert('\u001B]0;title')).not.toMatch(/\p{Cc}/u);
  });

  it('takes directional tricks away but keeps what writing systems need', () => {
    expect(inert('abc\u202Edef\u2066g\u{E0041}')).toBe('abcdefg');
    expect(inert('می\u200Cخواهم 👩\u200D💻')).toBe('می\u200Cخواهم 👩\u200D💻');
    expect(inert('\uD800x')).toBe('\uFFFDx');
  });

  it('isolates right-to-left text from its line', () => {
    expect(isolate('שלום')).toBe('\u2068שלום\u2069');
    expect(isolate('hello')).toBe('hello');
  });
});

describe('layout', () => {
  it('counts columns as a terminal does', () => {
    expect(widthOf(RICH.a('日本'))).toBe(4);
    expect(fit('日本語テキスト', 7)).toBe('日本語…');
    expect(fit('short', 9)).toBe('short');
    expect(
      columns([
        ['a', 'bb', 'c'],
        ['日本', 'b', ''],
      ]),
    ).toEqual(['a     bb  c', '日本  b']);
  });

  it('hangs text beside its head', () => {
    expect(hang('name: ', 'one two three four', 16)).toBe('name: one two\n      three four');
  });
});

describe('times', () => {
  it('shows places, spans and gaps', () => {
    expect([0, 5249, 59_960, 3_723_400].map(clock)).toEqual([
      '0:00.0',
      '0:05.2',
      '1:00.0',
      '1:02:03.4',
    ]);
    expect([210, -304, 0, -1].map(gapMark)).toEqual(['+0.21 s', '−0.30 s', '+0.00 s', '+0.00 s']);
    expect([420, null].map(seconds)).toEqual(['0.42 s', '–']);
  });
});

describe('a turn', () => {
  const layout = { palette: PLAIN, width: Infinity, nameWidth: 13, prefix: '' };
  const cut = turn({
    side: 'a',
    speaker: 'Maya Lindholm',
    text: 'Hi, I am calling about',
    intended: 'Hi, I am calling about a parcel that never came.',
    gapMs: 210,
    startMs: 2610,
    interrupted: true,
  });

  it('is one plain line without a terminal', () => {
    expect(renderTurn(turn(), layout)).toBe(
      ' 0:00.6           Tom Becker     Hello, this is Parcel Point.',
    );
    expect(renderTurn(cut, { ...layout, prefix: '[2] ' })).toBe(
      '[2]  0:02.6  +0.21 s  Maya Lindholm  Hi, I am calling about— [cut off: a parcel that never came.]',
    );
  });

  it('has the colour of its side and strikes what was cut off', () => {
    const text = renderTurn(cut, { ...layout, palette: RICH });
    expect(text).toContain('\u001B[38;5;208m\u001B[1mMaya Lindholm\u001B[22m\u001B[39m');
    expect(text).toContain('about— \u001B[2m\u001B[9ma\u001B[29m\u001B[22m');
    expect(renderTurn(turn(), { ...layout, palette: RICH })).toContain('\u001B[38;5;75m');
    expect(renderTurn(turn(), { ...layout, palette: paletteFor(4) })).toContain('\u001B[94m');
  });

  it('wraps within the screen, beside the name or below it', () => {
    const long = turn({ text: 'word '.repeat(30).trim() });
    for (const width of [100, 72, 40, 24]) {
      const lines = renderTurn(long, { ...layout, palette: RICH, width }).split('\n');
      expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(Math.max(width, 32));
    }
    expect(renderTurn(turn(), { ...layout, width: 40 })).toBe(
      ' 0:00.6           Tom Becker\n  Hello, this is Parcel Point.',
    );
  });

  it('holds nothing that moves the cursor or the columns', () => {
    const evil = turn({ speaker: 'Eve\u001B[2J', text: 'x\u001B[1;1Hy\nz שלום\u202E' });
    expect(renderTurn(evil, layout)).toBe(' 0:00.6           Eve            \u2068xy z שלום\u2069');
  });

  it('marks a cut at the last word', () => {
    const sure = turn({ text: 'Sure,', intended: 'Sure, take your time.', interrupted: true });
    expect(spokenText(sure, PLAIN)).toBe('Sure— [cut off: take your time.]');
    expect(spokenText({ ...sure, intended: 'Else.' }, PLAIN)).toBe('Sure— [cut off]');
  });

  it('tells what was never said only when it is sure', () => {
    expect(unspoken({ text: 'One, two', intended: 'One two three.' })).toBe('three.');
    expect(unspoken({ text: 'Other words', intended: 'One two three.' })).toBe('');
    expect(unspoken({ text: '', intended: 'All of it' })).toBe('All of it');
  });
});

describe('steps and meters', () => {
  it('shows a step with its time and note', () => {
    const step = {
      name: 'livekit',
      state: 'done',
      note: 'livekit-server 1.13.5',
      tookMs: 423,
    } as const;
    expect(renderStep(step, PLAIN)).toBe('  ✔ LiveKit server     0.42 s  livekit-server 1.13.5');
    expect(renderStep({ name: 'room', state: 'failed' }, PLAIN)).toBe('  ✖ Room');
  });

  it('shows loudness', () => {
    expect([-100, -60, -35, -10, 0].map(bar)).toEqual(['·', '·', '▄', '█', '█']);
    expect(meterText(12_400, [{ name: 'Maya', level: -10 }])).toBe(' 0:12.4  █ Maya');
  });
});

const PAID: Usage = {
  entries: [
    {
      ...{ side: 'b', stage: 'tts', provider: 'openai', model: 'gpt-4o-mini-tts' },
      amounts: amountsSchema.parse({ requests: 1, characters: 90, audioOutputSeconds: 5.2 }),
    },
    {
      ...{ side: 'a', stage: 'llm', provider: 'openai', model: 'gpt-4.1-mini' },
      amounts: amountsSchema.parse({
        ...{ requests: 2, inputTokens: 1200, cachedInputTokens: 800, outputTokens: 40 },
      }),
    },
  ],
  cost: { usd: 0.0423, unpriced: [], pricesAsOf: '2026-11-23' },
};

describe('results', () => {
  it('sums up a run', () => {
    expect(renderSummary(conversation(), '/d/c.wav', plainScreen)).toMatchInlineSnapshot(`
      "Late parcel  completed: Tom Becker said goodbye and hung up.
        length     1:12.4, 2 turns, 1 interruption
        timing     first speech 0.84 s · gap median 0.31 s, p95 0.62 s · overlap 0.12 s
        heard      1.2 % of the words wrong
        recording  /d/c.wav
        id         c-1"
    `);
  });

  it('tells what it cost, and what each stage used', () => {
    const paid = conversation({ usage: PAID });
    expect(renderSummary(paid, undefined, plainScreen)).toContain(
      '\n  cost       $0.042 (prices of 2026-11-23)\n',
    );
    const lines = renderConversation(paid, undefined, plainScreen).split('\n');
    expect(lines.filter((line) => line.startsWith('  · '))).toEqual([
      '  · a llm      gpt-4.1-mini: 2 requests, 1,200 tokens in (800 of them cached), 40 tokens out',
      '  · b tts      gpt-4o-mini-tts: 1 request, 90 characters, 5.2 s spoken',
    ]);
  });

  it('tells that a cost is too low, and by which models', () => {
    const cost = { ...PAID.cost, unpriced: ['gpt-9', 'other\u001B[31m'] };
    const text = renderSummary(conversation({ usage: { ...PAID, cost } }), undefined, plainScreen);
    expect(text).toContain('at least $0.042 (prices of 2026-11-23; none for gpt-9, other)');
  });

  it('says nothing of the cost of a rehearsal', () => {
    const entries = PAID.entries.map((entry) => ({ ...entry, provider: 'rehearsal' as const }));
    const free = { entries, cost: { ...PAID.cost, usd: 0 } };
    const text = renderConversation(conversation({ usage: free }), undefined, plainScreen);
    expect(text).not.toContain('cost');
    expect(text).not.toContain('  · ');
  });

  it('tells of a fault and its remedy', () => {
    const error = { code: 'livekit-failed', message: 'It broke.', remedy: 'Try again.' } as const;
    const failed = conversation({
      ...{ status: 'failed', endReason: 'fault', endMessage: null, error },
      ...{ metrics: null, recordings: [], turns: [] },
    });
    expect(renderSummary(failed, undefined, plainScreen)).toMatchInlineSnapshot(`
      "Late parcel  failed: ended by a fault
        length     1:12.4, 0 turns
        id         c-1
        fault      It broke.
        → Try again."
    `);
    const told = { ...failed, endMessage: error.message };
    expect(renderSummary(told, undefined, plainScreen)).toMatchInlineSnapshot(`
      "Late parcel  failed: It broke.
        length     1:12.4, 0 turns
        id         c-1
        → Try again."
    `);
  });

  it('shows a conversation with its transcript', () => {
    const text = renderConversation(conversation(), '/d/c.wav', plainScreen);
    expect(text.split('\n').slice(-3)).toEqual([
      '',
      ' 0:00.6           Tom Becker     Hello, this is Parcel Point.',
      ' 0:02.6  +0.21 s  Maya Lindholm  Hi, I am calling about— [cut off: a parcel that never came.]',
    ]);
  });

  it('lists conversations in columns', () => {
    const item = {
      ...({ id: 'c-1', status: 'completed', endReason: 'goodbye' } as const),
      title: 'Late\u001B[31m parcel',
      ...{ createdAt: 'not a date', durationMs: 72_400, scenarioId: 'late-parcel' },
      ...{ speakers: { a: 'Maya', b: 'Tom' }, turnCount: 14, gapMedianMs: null, overlapMs: null },
      ...{ personaIds: { a: 'maya', b: 'tom' }, tags: [], trashedAt: null, interruptions: null },
      ...{ providers: { a: 'rehearsal', b: 'rehearsal' }, miniature: null },
    } satisfies ConversationSummary;
    expect(renderList([item], plainScreen)).toBe(
      'ID   WHEN  LENGTH  TURNS  STATUS     WHAT\nc-1  –     1:12.4  14     completed  Late parcel (Maya, Tom)',
    );
    expect(renderList([item], { palette: PLAIN, width: 30 })).toBe(
      'Late parcel (Maya,…  completed\n  c-1  –  1:12.4, 14 turns',
    );
  });

  it('cuts summaries of documents to the screen', () => {
    const rows = [{ id: 'maya', name: 'Maya, customer', summary: 'A long summary of somebody.' }];
    expect(renderRows(rows, { palette: PLAIN, width: 40 })).toBe(
      'maya  Maya, customer  A long summary of…',
    );
    expect(renderRows(rows, { palette: PLAIN, width: 24 })).toBe('maya  Maya, customer');
    expect(renderRows(rows, plainScreen)).toBe('maya  Maya, customer  A long summary of somebody.');
  });

  it('shows a YAML document as it stands, wrapped below its own depth', () => {
    const yaml = 'id: x\nfacts:\n  a:\n    - one two three four\n  b: \u001B[31mred\n';
    expect(renderText(yaml, plainScreen)).toBe(
      'id: x\nfacts:\n  a:\n    - one two three four\n  b: red',
    );
    expect(renderText(yaml, { palette: PLAIN, width: 16 })).toContain(
      '    - one two\n      three four\n',
    );
  });

  it('shows checks with their remedies and a verdict', () => {
    const text = renderChecks(
      [
        { name: 'library', verdict: 'ok', note: '3 conversations', remedy: 'none' },
        { name: 'livekit', verdict: 'fault', note: 'no server', remedy: 'Run npm start.' },
      ],
      { palette: PLAIN, width: 60 },
    );
    expect(text).toBe(
      '✔ library  3 conversations\n✖ livekit  no server\n           → Run npm start.\n\n1 of 2 parts need mending.',
    );
    expect(renderChecks([], plainScreen)).toContain('Everything is ready.');
  });

  it('shows an error with its remedy, and details below', () => {
    const error = { code: 'not-found', message: 'No\u001B[2J such.', remedy: 'Look.' } as const;
    expect(renderError(error, PLAIN, 'one\ntwo')).toBe('error: No such.\n  → Look.\n  one\n  two');
  });
});

describe('search snippets', () => {
  it('part at the marks, paired or not', () => {
    expect(snippetParts('a \u0002b\u0003 c')).toEqual([
      { text: 'a ', match: false },
      { text: 'b', match: true },
      { text: ' c', match: false },
    ]);
    expect(
      snippetParts('x\u0003y\u0002z')
        .map(({ text }) => text)
        .join(''),
    ).toBe('xyz');
  });

  it('show the match with and without colour', () => {
    expect(renderSnippet('the \u0002par\u001B[2Jcel\u0003 came', PLAIN)).toBe('the »parcel« came');
    expect(renderSnippet('the \u0002parcel\u0003', RICH)).toContain('\u001B[1m\u001B[33mparcel');
  });
});

describe('colour', () => {
  const screen = { write: () => undefined, isTTY: true, getColorDepth: () => 24 };
  const pipe = { write: () => undefined };

  it('is for terminals, unless it is not wanted', () => {
    expect(colourDepth(screen, {}, true)).toBe(24);
    expect(colourDepth(screen, { NO_COLOR: '1' }, true)).toBe(1);
    expect(colourDepth(screen, {}, false)).toBe(1);
    expect(colourDepth(pipe, {}, true)).toBe(1);
    expect(colourDepth(pipe, { FORCE_COLOR: '3' }, true)).toBe(8);
    expect(colourDepth(screen, { FORCE_COLOR: '0' }, true)).toBe(1);
  });
});
