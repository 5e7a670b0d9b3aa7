import { serverOrigins, type Settings } from '../../contract/settings.ts';
import { CARRIED_ID } from './old-settings.ts';
import type { SecretStore } from './secret-store.ts';
import { namesOfConnection } from './secrets.ts';
import { originOf } from '../../contract/key-ring.ts';

export interface CarryOver {
  settings: Settings;
  store: SecretStore;
  env: NodeJS.ProcessEnv;
  /** The names of `env` that only `.env.local` gave. */
  fromFile: readonly string[];
}

/**
 * Settings that go with LiveKit keys of an earlier version: where its address came from the environment, the
 * keys that were set by hand need a named connection of that address to belong to.
 */
export function settingsForOldKeys({ settings, store, env }: CarryOver): Settings {
  const url = env['LIVEKIT_URL']?.trim();
  const isThere = settings.connections.some(({ id }) => id === CARRIED_ID);
  if (isThere || !url || !store.hasOld?.('livekit-api-key')) return settings;
  const connections = [...settings.connections, { id: CARRIED_ID, name: 'LiveKit', url }];
  const chosen = settings.connection;
  const connection =
    chosen?.kind === 'remote' && chosen.id === 'environment'
      ? { kind: 'remote' as const, id: CARRIED_ID }
      : chosen;
  return { ...settings, connections, ...(connection ? { connection } : {}) };
}

/**
 * Gives keys of an earlier version the names of whom they were for: the one LiveKit, and the one kind of other
 * server. A key that has nobody to belong to stays in the file as it is. Rejects when it can't be written.
 */
export async function carrySecrets(options: CarryOver): Promise<void> {
  const { settings, store, env, fromFile } = options;
  if (!store.carryOver) return;
  // A file may have come with somebody else's project.
  const isOwn = !fromFile.includes('OPENAI_BASE_URL');
  const base = isOwn ? env['OPENAI_BASE_URL']?.trim() : undefined;
  const origins = serverOrigins(settings);
  if (origins.length === 0 && base && URL.canParse(base)) origins.push(originOf(base));
  await store.carryOver(
    'compatible-api-key',
    origins.map((origin) => `server-key:${origin}` as const),
  );
  if (!settings.connections.some(({ id }) => id === CARRIED_ID)) return;
  const [key, secret] = namesOfConnection(CARRIED_ID);
  await store.carryOver('livekit-api-key', [key]);
  await store.carryOver('livekit-api-secret', [secret]);
}
