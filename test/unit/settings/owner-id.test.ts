import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ownerId } from '../../../src/main/settings/owner-id.ts';

it('an owner id stays with its directory and differs from every other', () => {
  const [one, other] = ['a', 'b'].map((name) => mkdtempSync(join(tmpdir(), `duologue-${name}-`)));
  if (!one || !other) throw new Error('no directories');
  const id = ownerId(one);
  expect(id).toMatch(/^[0-9a-f]{16}$/);
  expect(ownerId(one)).toBe(id);
  expect(ownerId(other)).not.toBe(id);
  writeFileSync(join(one, 'owner-id'), 'broken');
  const next = ownerId(one);
  expect(next).toMatch(/^[0-9a-f]{16}$/);
  expect(ownerId(one)).toBe(next);
  expect(ownerId(join(one, 'missing'))).toMatch(/^[0-9a-f]{16}$/);
  for (const directory of [one, other]) rmSync(directory, { recursive: true });
});
