import type { ModelKind, Preset } from '../../contract/settings.ts';
import { OPENAI_MODELS } from './models.ts';
import { PRESETS } from './presets.ts';
import { isAt } from './server-label.ts';

/** The preset that a server goes by its address; local ports are shared by several: the first is it. */
export function presetAt(baseUrl: string | undefined, kind: ModelKind): Preset | undefined {
  if (baseUrl === undefined) return PRESETS.find(({ id }) => id === 'openai');
  if (!URL.canParse(baseUrl)) return undefined;
  return PRESETS.find((preset) => isAt(preset, baseUrl) && preset.models[kind] !== undefined);
}

/** What a server usually calls its model for this. */
export function usualModel(baseUrl: string | undefined, kind: ModelKind): string {
  return presetAt(baseUrl, kind)?.models[kind] ?? OPENAI_MODELS[kind][0] ?? '';
}
