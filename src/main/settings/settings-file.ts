import { readFileSync } from 'node:fs';
import { parseInput, StudioError, toErrorData, type ErrorData } from '../../contract/errors.ts';
import { settingsSchema, type Settings } from '../../contract/settings.ts';
import { fromOldSettings } from './old-settings.ts';
import { setAside } from './set-aside.ts';
import { writeWhole } from './write-whole.ts';

export interface LoadedSettings {
  settings: Settings;
  /** Why the file could not be used; it was set aside. */
  notice?: ErrorData;
}

/**
 * The settings of a data directory; without a file: nothing is set. A file that can't be used is set
 * aside.
 *
 * @param now ISO 8601.
 */
export function loadSettings(path: string, now: string): LoadedSettings {
  try {
    return { settings: parse(readFileSync(path, 'utf8')) };
  } catch (thrown) {
    const settings = settingsSchema.parse({});
    if (isMissing(thrown)) return { settings };
    return { settings, notice: setAside(path, 'The settings', reasonOf(thrown), now) };
  }
}

/** @param commit see `writeWhole` */
export async function storeSettings(
  path: string,
  settings: Settings,
  commit: (rename: () => void) => void,
): Promise<void> {
  await writeWhole(path, `${JSON.stringify(settings, null, 2)}\n`, commit);
}

function parse(text: string): Settings {
  return parseInput(settingsSchema, fromOldSettings(JSON.parse(text)), 'settings.json');
}

function isMissing(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT';
}

/** JSON's own messages repeat the text, which is not for a log. */
function reasonOf(thrown: unknown): string {
  if (thrown instanceof StudioError) return toErrorData(thrown).message;
  if (thrown instanceof SyntaxError) return 'it is not JSON.';
  return `${thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unreadable'}.`;
}
