import { parseInput } from '../../../contract/errors.ts';
import { secretNameSchema, setSecretSchema } from '../../../contract/secrets.ts';
import {
  readEnvFileSchema,
  settingsSchema,
  testConnectionSchema,
  testStageSchema,
  type SettingsCalls,
  type SettingsView,
} from '../../../contract/settings.ts';
import { environmentServer } from '../environment-server.ts';
import { effectivePrices } from '../../pricing/table.ts';
import { PRESETS } from '../../providers/presets.ts';
import { testEmbedded, testRemote, testSpare } from '../connection-test.ts';
import { testSetStage } from '../stage-tests.ts';
import type { StudioParts } from './parts.ts';

type Calls = Pick<
  SettingsCalls,
  | 'getSettings'
  | 'saveSettings'
  | 'setSecret'
  | 'clearSecret'
  | 'testConnection'
  | 'testStage'
  | 'readEnvFile'
  | 'testEgress'
>;

/** Settings and keys, and whether what they say works. */
export function settingsCalls(parts: StudioParts): Calls {
  const { settings, engine, log } = parts;
  /** After every change: the engine hears of it, and all windows. */
  const changed = (): SettingsView => {
    engine.handleSettings().catch((error: unknown) => log.error({ err: error }, 'not released'));
    parts.listeners.push({ kind: 'changed', what: 'settings', ids: [] });
    return settingsView(parts);
  };
  return {
    getSettings: async () => settingsView(parts),
    saveSettings: async (request, begun) => {
      const wanted = parseInput(settingsSchema, request, 'The settings');
      const base = begun && parseInput(settingsSchema, begun, 'The settings before');
      await settings.save(wanted, base);
      return changed();
    },
    setSecret: async (request) => {
      await settings.setSecret(parseInput(setSecretSchema, request, 'The key'));
      return changed();
    },
    clearSecret: async (name) => {
      await settings.clearSecret(parseInput(secretNameSchema, name, 'The name'));
      return changed();
    },
    testConnection: async (request) => {
      const wanted = parseInput(testConnectionSchema, request, 'The test');
      if (wanted.kind === 'remote')
        return await testRemote(() => settings.connections.remote(wanted.id, wanted.url));
      const inUse = settings.effective().connection.kind === 'local';
      return await (inUse ? testEmbedded(engine) : testSpare(parts.embedded));
    },
    testStage: async (request) =>
      await testSetStage(parts, parseInput(testStageSchema, request, 'The test')),
    readEnvFile: async (request) => {
      const found = await settings.importEnv(parseInput(readEnvFileSchema, request, 'The file'));
      return { ...found, view: changed() };
    },
    testEgress: async () => await parts.egress.test(),
  };
}

/** Everything that the settings page shows; no secret is in it. */
export function settingsView({ settings, library }: StudioParts): SettingsView {
  const { asOf, prices } = effectivePrices(settings.settings);
  return {
    settings: settings.settings,
    effective: { ...settings.effective(), prices: { asOf, prices } },
    environmentConnection: settings.connections.environment(),
    environmentServer: environmentServer(settings.sources()),
    secrets: settings.secretStatus(),
    protection: settings.protection,
    presets: [...PRESETS],
    dataDirectory: library.directory,
    notices: [...settings.notices],
  };
}
