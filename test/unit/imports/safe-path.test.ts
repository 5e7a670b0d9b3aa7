import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, win32 } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileBelow, pathSteps } from '../../../src/main/imports/safe-path.ts';

const TRAPS = [
  ...[
    '',
    '.',
    '..',
    '../x.wav',
    'a/../../x.wav',
    'a/..',
    './x.wav',
    'a//b.wav',
    'a/',
    '/etc/passwd',
  ],
  ...[
    'C:\\x.wav',
    'C:x.wav',
    '\\\\host\\share\\x.wav',
    '..\\x.wav',
    'a\\..\\..\\x.wav',
    '//host/x',
  ],
  ...[
    'x.wav:stream',
    'a\0b.wav',
    'a\nb.wav',
    'x.wav.',
    'x.wav ',
    'CON',
    'con.wav',
    'NUL',
    'aux.wav',
  ],
  ...['a/prn/x.wav', 'COM1.wav', 'lpt9', 'com¹.wav', 'CONIN$', 'a*b', 'a?b', 'file:///etc/passwd'],
  'x'.repeat(300),
  'a/'.repeat(600) + 'x.wav',
];

describe('pathSteps', () => {
  it.each(TRAPS)('refuses %j', (path) => {
    expect(pathSteps(path)).toBeUndefined();
  });

  it.each(['conversation.wav', 'stems.wav', 'audio/x.a.flac', 'Überfall 2.opus', 'console.wav'])(
    'takes %j',
    (path) => expect(pathSteps(path)).toEqual(path.split('/')),
  );

  it('never lets a path lead anywhere but down, by the rules of any system', () => {
    const piece = fc.constantFrom('..', '.', '/', '\\', 'a', 'C:', ':', ' ', '\0', 'nul', 'x.wav');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const steps = pathSteps(pieces.join(''));
        if (!steps) return;
        const base = 'D:\\base';
        const reached = win32.resolve(base, steps.join('\\'));
        expect(reached.startsWith(`${base}\\`)).toBe(true);
        expect(steps).not.toContain('..');
      }),
    );
  });
});

describe('fileBelow', () => {
  let home: string;
  let folder: string;
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'duologue-safe-'));
    folder = join(home, 'export');
    mkdirSync(join(folder, 'audio'), { recursive: true });
    writeFileSync(join(home, 'secret.wav'), 'secret');
    writeFileSync(join(folder, 'x.wav'), 'sound');
    writeFileSync(join(folder, 'audio', 'y.wav'), 'sound');
    if (process.platform === 'win32') return;
    symlinkSync(join(home, 'secret.wav'), join(folder, 'link.wav'));
    symlinkSync('x.wav', join(folder, 'inner.wav'));
    symlinkSync(home, join(folder, 'out'));
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it('finds a file in its folder and below', async () => {
    expect(await fileBelow(folder, 'x.wav')).toContain('x.wav');
    expect(await fileBelow(folder, 'audio/y.wav')).toContain('y.wav');
  });

  it.runIf(process.platform !== 'win32').each(['link.wav', 'inner.wav', 'out/secret.wav'])(
    'follows no link: %s',
    async (path) => {
      await expect(fileBelow(folder, path)).rejects.toMatchObject({
        data: { code: 'invalid-input', message: expect.stringContaining(path) as string },
      });
    },
  );

  it.each(['../secret.wav', 'audio', 'C:/x.wav'])('refuses %s', async (path) => {
    await expect(fileBelow(folder, path)).rejects.toMatchObject({
      data: { code: 'invalid-input' },
    });
  });

  it('says which file is missing', async () => {
    await expect(fileBelow(folder, 'gone.wav')).rejects.toMatchObject({
      data: { code: 'not-found', message: expect.stringContaining('gone.wav') as string },
    });
  });
});
