import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cipher } from '../../../src/main/settings/cipher.ts';
import { openClosedSecrets } from '../../../src/main/settings/closed-secrets.ts';
import { openFileSecrets } from '../../../src/main/settings/file-secrets.ts';

/** Turns every byte over; opens only what it closed. */
class FakeCipher implements Cipher {
  readonly level = 'keychain';
  readonly note = 'Kept by a fake.';
  broken = false;
  locked = false;

  async protect(text: string): Promise<Buffer> {
    if (this.broken) throw new Error(`no keychain for ${text}`);
    return Buffer.from(`v1${text}`).map((byte) => byte ^ 0xff) as Buffer;
  }

  async reveal(bytes: Buffer): Promise<string> {
    const text = Buffer.from(bytes.map((byte) => byte ^ 0xff)).toString();
    if (this.locked || !text.startsWith('v1')) throw new Error('not mine');
    return text.slice(2);
  }
}

let directory: string;
let path: string;
const cipher = new FakeCipher();
const open = () => openFileSecrets({ path, cipher, now: () => '2026-11-23T14:20:05Z' });
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'duologue-secrets-'));
  path = join(directory, 'secrets.json');
  cipher.broken = false;
  cipher.locked = false;
});
afterEach(async () => {
  await rm(directory, { recursive: true });
});

describe('a file of secrets', () => {
  it('keeps them from start to start, never in plain text, for the owner only', async () => {
    const store = await open();
    expect(store.protection).toEqual({ level: 'keychain', note: 'Kept by a fake.' });
    await Promise.all([
      store.set('openai-api-key', 'sk-canary-1'),
      store.set('livekit-secret:home', 'canary-2'),
      store.set('openai-api-key', 'sk-canary-3'),
    ]);
    const again = await open();
    expect(again.get('openai-api-key')).toBe('sk-canary-3');
    expect([again.has('livekit-secret:home'), again.has('livekit-key:home')]).toEqual([
      true,
      false,
    ]);
    expect(readFileSync(path, 'utf8')).not.toContain('canary');
    expect(Buffer.from(readFileSync(path, 'utf8'), 'base64').toString()).not.toContain('canary');
    expect(readdirSync(directory)).toEqual(['secrets.json']);
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('forgets what is cleared', async () => {
    const store = await open();
    await store.set('openai-api-key', 'sk-1');
    await store.clear('openai-api-key');
    expect(store.has('openai-api-key')).toBe(false);
    expect((await open()).get('openai-api-key')).toBeUndefined();
  });

  it.each(['', 'garbage', '{"version":2,"secrets":{}}', '{"version":1,"secrets":{"x":"?"}}'])(
    'that holds %j is set aside and told',
    async (text) => {
      writeFileSync(path, text);
      const store = await open();
      expect(store.notices).toHaveLength(1);
      expect(readFileSync(`${path}.broken-20261123T142005Z`, 'utf8')).toBe(text);
      await store.set('openai-api-key', 'sk-1');
      expect((await open()).notices).toEqual([]);
    },
  );

  it('keeps what still opens when something else does not', async () => {
    const store = await open();
    await store.set('openai-api-key', 'sk-1');
    await store.set('livekit-key:home', 'key');
    const stored = JSON.parse(readFileSync(path, 'utf8')) as { secrets: Record<string, string> };
    stored.secrets['livekit-key:home'] = Buffer.from('foreign').toString('base64');
    writeFileSync(path, JSON.stringify(stored));
    const moved = await open();
    expect(moved.notices?.[0]?.remedy).toContain('anew');
    expect([moved.get('openai-api-key'), moved.has('livekit-key:home')]).toEqual(['sk-1', false]);
    await moved.set('livekit-key:home', 'another');
    const mended = await open();
    expect([mended.notices, mended.get('livekit-key:home')]).toEqual([[], 'another']);
  });

  it('loses nothing while the keychain is locked', async () => {
    await (await open()).set('openai-api-key', 'sk-1');
    cipher.locked = true;
    const locked = await open();
    expect(locked.notices?.[0]?.remedy).toContain('Unlock');
    expect(locked.has('openai-api-key')).toBe(false);
    await locked.set('livekit-key:home', 'key');
    cipher.locked = false;
    const again = await open();
    expect([again.notices, again.get('openai-api-key')]).toEqual([[], 'sk-1']);
    expect(again.get('livekit-key:home')).toBe('key');
  });

  it('names what could not be opened, until it is entered anew or cleared', async () => {
    const store = await open();
    await store.set('openai-api-key', 'sk-1');
    await store.set('livekit-key:home', 'key');
    cipher.locked = true;
    const locked = await open();
    expect(locked.notices?.[0]?.message).toContain('(openai-api-key, livekit-key:home)');
    await locked.set('openai-api-key', 'sk-2');
    expect(locked.notices?.[0]?.message).toContain('(livekit-key:home)');
    await locked.clear('livekit-key:home');
    expect(locked.notices).toEqual([]);
    // What was cleared doesn't come back with the keychain.
    cipher.locked = false;
    const again = await open();
    expect([again.get('openai-api-key'), again.has('livekit-key:home')]).toEqual(['sk-2', false]);
  });

  it('leaves what a newer version keeps as it is', async () => {
    const newer = Buffer.from('of the future').toString('base64');
    writeFileSync(path, JSON.stringify({ version: 1, secrets: { 'new-key': newer } }));
    const store = await open();
    expect([store.notices, store.names()]).toEqual([[], []]);
    await store.set('openai-api-key', 'sk-1');
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({
      secrets: { 'new-key': newer },
    });
  });

  it('without a keychain any more: told, kept, and replaced for the session', async () => {
    const store = await open();
    await store.set('openai-api-key', 'sk-1');
    await store.set('livekit-key:home', 'key');
    const closed = await openClosedSecrets(path);
    expect([closed.source, closed.names()]).toEqual(['session', []]);
    expect(closed.notices?.[0]?.message).toContain('(openai-api-key, livekit-key:home)');
    await closed.set('openai-api-key', 'sk-2');
    expect(closed.get('openai-api-key')).toBe('sk-2');
    await closed.clear('livekit-key:home');
    expect(closed.notices).toEqual([]);
    const again = await open();
    expect([again.get('openai-api-key'), again.names()]).toEqual(['sk-1', ['openai-api-key']]);
  });

  it('keeps nothing that could not be protected, and does not repeat it', async () => {
    const store = await open();
    cipher.broken = true;
    const error: unknown = await store.set('openai-api-key', 'sk-canary').catch((e: unknown) => e);
    expect(String(error)).not.toContain('canary');
    expect(JSON.stringify(error)).not.toContain('canary');
    expect(store.has('openai-api-key')).toBe(false);
    expect(existsSync(path)).toBe(false);
  });
});
