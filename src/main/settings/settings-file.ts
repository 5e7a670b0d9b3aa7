import { copyFileSync, readFileSync } from 'node:fs';
import type { ErrorData } from '../../contract/errors.ts';
import { settingsSchema, type Settings } from '../../contract/settings.ts';
import { fromOldSettings } from './old-settings.ts';
import { nameAside, setAside } from './set-aside.ts';
import { writeWhole } from './write-whole.ts';

export interface LoadedSettings {
  settings: Settings;
  /** What of the file could not be used. */
  notice?: ErrorData;
  /** The file holds more than was understood: it has to be kept when it is written anew. */
  holdsMore?: boolean;
}

/**
 * The settings of a data directory; without a file: nothing is set. A file that can't be used at all is set
 * aside; of one that holds something unknown, as a newer version may have written it, the rest is used.
 *
 * @param now ISO 8601.
 */
export function loadSettings(path: string, now: string): LoadedSettings {
  try {
    return salvaged(path, fromOldSettings(JSON.parse(readFileSync(path, 'utf8'))));
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

/** Copies a file of settings beside itself. @param now ISO 8601. */
export function keepCopy(path: string, now: string): void {
  copyFileSync(path, nameAside(path, now));
}

/** Throws a SyntaxError for what isn't an object. */
function salvaged(path: string, json: unknown): LoadedSettings {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new SyntaxError();
  const known: Record<string, unknown> = {};
  const lost: string[] = [];
  for (const [name, value] of Object.entries(json)) {
    if (isKnown(name) && settingsSchema.shape[name].safeParse(value).success) known[name] = value;
    else lost.push(name.slice(0, 40));
  }
  const settings = settingsSchema.parse(known);
  if (lost.length === 0) return { settings };
  return { settings, holdsMore: true, notice: partly(path, lost) };
}

function isKnown(name: string): name is keyof typeof settingsSchema.shape {
  return Object.hasOwn(settingsSchema.shape, name);
}

function partly(path: string, lost: readonly string[]): ErrorData {
  return {
    code: 'invalid-input',
    message: `Of the settings, ${lost.join(', ')} could not be read and ${lost.length > 1 ? 'are' : 'is'} ignored; a newer Duologue may have written ${lost.length > 1 ? 'them' : 'it'}.`,
    remedy:
      'Use the newer Duologue, or set it anew here: the old file is kept beside the new one then.',
    details: { file: path },
  };
}

function isMissing(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT';
}

/** JSON's own messages repeat the text, which is not for a log. */
function reasonOf(thrown: unknown): string {
  if (thrown instanceof SyntaxError) return 'they are not JSON.';
  return `${thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unreadable'}.`;
}
