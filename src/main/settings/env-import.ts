import { newConnectionId, sameConnectionName } from '../../contract/connection-id.ts';
import { parseInput, StudioError } from '../../contract/errors.ts';
import { originOf } from '../../contract/key-ring.ts';
import { baseUrlSchema } from '../../contract/provider.ts';
import { setSecretSchema, type SecretName, type SetSecret } from '../../contract/secrets.ts';
import {
  namedConnectionSchema,
  type EnvFile,
  type NamedConnection,
  type Settings,
} from '../../contract/settings.ts';
import { addressOf, livekitUrlSchema } from '../livekit/connection.ts';
import { parseEnvText } from './env-file.ts';
import { namesOfConnection } from './secrets.ts';

/** Leaves room for an id behind it. */
const MOST_OF_NAME = 30;

/** What taking over an `.env.local` changes. */
export interface EnvImport {
  found: EnvFile;
  settings: Settings;
  secrets: SetSecret[];
}

/**
 * What the text of an `.env.local` brings: a named connection (one of the same address that is there gets the
 * keys), the OpenAI key, the model; with OPENAI_BASE_URL, key and model are those of that server. A connection
 * is chosen when none was.
 *
 * @throws StudioError `invalid-input` when nothing that is known stands in it, or an address is none
 */
export function envImport(
  settings: Settings,
  { name, text }: { name: string; text: string },
): EnvImport {
  const file = parseEnvText(text);
  const url = file.LIVEKIT_URL;
  const key = file.OPENAI_API_KEY;
  const model = file.LLM_MODEL ?? null;
  if (!url && !key && !model && !file.OPENAI_BASE_URL) throw nothingKnown();
  const connection = url ? connectionFor(settings, name, url) : undefined;
  const [keyName, secretName] = namesOfConnection(connection?.id ?? '');
  const { LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret } = file;
  const secrets: SetSecret[] = [];
  if (connection && apiKey) secrets.push(checkedKey(keyName, apiKey, 'LIVEKIT_API_KEY'));
  if (connection && apiSecret) {
    secrets.push(checkedKey(secretName, apiSecret, 'LIVEKIT_API_SECRET'));
  }
  const server = file.OPENAI_BASE_URL ? checkedBaseUrl(file.OPENAI_BASE_URL) : undefined;
  if (key) {
    const name = server ? (`server-key:${originOf(server)}` as const) : 'openai-api-key';
    secrets.push(checkedKey(name, key, 'OPENAI_API_KEY'));
  }
  return {
    found: {
      url: url ?? null,
      hasKeys: Boolean(apiKey && apiSecret),
      connectionId: connection?.id ?? null,
      tookOpenaiKey: key !== undefined,
      model,
    },
    settings: withModel(withConnection(settings, connection), server, model),
    secrets,
  };
}

function connectionFor({ connections }: Settings, name: string, url: string): NamedConnection {
  const address = addressOf(parseInput(livekitUrlSchema, url, 'LIVEKIT_URL'));
  const there = connections.find((one) => addressOf(one.url) === address);
  if (there) return there;
  const id = newConnectionId(
    name,
    connections.map((one) => one.id),
  );
  const isTaken = (wanted: string): boolean =>
    connections.some((one) => [one.name, one.id].some((word) => sameConnectionName(word, wanted)));
  const free = isTaken(name) ? `${name.slice(0, MOST_OF_NAME)} (${id})` : name;
  const named = { id, name: free, url: address };
  return parseInput(namedConnectionSchema, named, 'The LiveKit connection');
}

function withConnection(settings: Settings, connection: NamedConnection | undefined): Settings {
  if (!connection) return settings;
  const others = settings.connections.filter(({ id }) => id !== connection.id);
  const isNew = others.length === settings.connections.length;
  return {
    ...settings,
    connections: isNew ? [...others, connection] : settings.connections,
    connection: settings.connection ?? { kind: 'remote', id: connection.id },
  };
}

function withModel(settings: Settings, server: string | undefined, model: string | null): Settings {
  const named = model === null ? {} : { model };
  if (server === undefined) {
    return {
      ...settings,
      openai: { ...settings.openai, llm: { ...settings.openai.llm, ...named } },
    };
  }
  const { llm, stt, tts, realtime } = settings.compatible;
  const baseUrl = server;
  const compatible = {
    llm: { ...llm, baseUrl, ...named },
    stt: { ...stt, baseUrl },
    tts: { ...tts, baseUrl },
    realtime,
  };
  return { ...settings, compatible };
}

function checkedBaseUrl(text: string): string {
  return parseInput(baseUrlSchema, text, 'OPENAI_BASE_URL');
}

function checkedKey(name: SecretName, value: string, what: string): SetSecret {
  return parseInput(setSecretSchema, { name, value }, what);
}

function nothingKnown(): StudioError {
  return new StudioError({
    code: 'invalid-input',
    message: 'There is nothing in it that Duologue knows.',
    remedy:
      'It should hold LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET, or OPENAI_API_KEY, one in a line, as NAME=value.',
  });
}
