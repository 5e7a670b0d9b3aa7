import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { EGRESS_SECRETS } from '../../../src/contract/egress-checks.ts';
import { SOLE_SECRETS } from '../../../src/contract/secrets.ts';
import { settingsSchema } from '../../../src/contract/settings.ts';
import { EGRESS_ENV_NAMES } from '../../../src/main/settings/egress-env.ts';
import { readEnvironment } from '../../../src/main/settings/environment.ts';
import { sessionSecrets } from '../../../src/main/settings/secret-store.ts';
import { SettingsService } from '../../../src/main/settings/settings-service.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'duologue-egress-keys-'));
});
afterEach(async () => {
  await rm(directory, { recursive: true });
});

const service = (env: NodeJS.ProcessEnv): SettingsService =>
  new SettingsService({ directory, env, secrets: sessionSecrets() });

it('every secret of egress belongs to a storage, and has a name in the environment', () => {
  const all = SOLE_SECRETS.filter((name) => name.startsWith('egress-'));
  expect(Object.values(EGRESS_SECRETS).flat().toSorted()).toEqual(all.toSorted());
  expect(Object.keys(EGRESS_ENV_NAMES).toSorted()).toEqual(all.toSorted());
});

it('keys come from the environment, and what the user sets comes before it', async () => {
  const settings = service({
    DUOLOGUE_EGRESS_S3_ACCESS_KEY: 'of-env',
    DUOLOGUE_EGRESS_S3_SECRET: ' secret-of-env ',
  });
  expect(settings.egress()).toEqual({
    settings: { kind: 'off' },
    keys: { 'egress-s3-access-key': 'of-env', 'egress-s3-secret': 'secret-of-env' },
  });
  await settings.setSecret({ name: 'egress-s3-secret', value: 'of-user' });
  expect(settings.egress().keys['egress-s3-secret']).toBe('of-user');
  const sources = new Map(settings.secretStatus().map(({ name, source }) => [name, source]));
  expect(sources.get('egress-s3-access-key')).toBe('environment');
  expect(sources.get('egress-s3-secret')).toBe('session');
  expect(sources.get('egress-gcs-credentials')).toBe('none');
  // All of them can be taken out of a text.
  expect(settings.secretValues()).toEqual(
    expect.arrayContaining(['of-env', 'secret-of-env', 'of-user']),
  );
});

it('the keys of a cloud that are set for something else are left alone', () => {
  const { keys } = service({
    ...{ AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'y', AZURE_STORAGE_KEY: 'z' },
    GOOGLE_APPLICATION_CREDENTIALS: '/key.json',
  }).egress();
  expect(keys).toEqual({});
});

it('.env.local may hold them', async () => {
  await writeFile(join(directory, '.env.local'), 'DUOLOGUE_EGRESS_AZURE_ACCOUNT_KEY=abc==\n');
  const settings = service((await readEnvironment({}, directory)).env);
  expect(settings.egress().keys).toEqual({ 'egress-azure-account-key': 'abc==' });
});

it('the settings hold no key, and are read back as they were', async () => {
  const settings = service({});
  const egress = { kind: 's3', bucket: 'calls', region: 'eu-central-1' };
  await settings.save(settingsSchema.parse({ egress }));
  await settings.setSecret({ name: 'egress-s3-secret', value: 'canary' });
  expect(service({}).egress()).toEqual({
    settings: { ...egress, forcePathStyle: false, prefix: 'duologue' },
    keys: {},
  });
});
