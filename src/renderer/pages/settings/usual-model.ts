import { originOf } from '../../../contract/key-ring.ts';
import type { ApiProvider } from '../../../contract/provider.ts';
import type { ModelKind, SettingsView } from '../../../contract/settings.ts';

/** What is asked for where no model is written, and how people are told. */
export interface UsualModel {
  model: string;
  label: string;
  hint?: string;
}

/**
 * The model that a stage has without one of its own: the environment's, else that of the preset at this
 * address, else OpenAI's.
 *
 * @param baseUrl as it stands in the form
 */
export function usualModel(
  { presets, environmentServer: environment = {} }: SettingsView,
  { provider, kind, baseUrl }: { provider: ApiProvider; kind: ModelKind; baseUrl?: string },
): UsualModel {
  const named = kind === 'llm' ? environment.model : undefined;
  if (named) return { model: named, label: named, hint: 'As LLM_MODEL says' };
  const server = baseUrl ?? environment.baseUrl;
  const known = presets.find(
    (preset) =>
      preset.models[kind] !== undefined && server !== undefined && isAt(preset.baseUrl, server),
  );
  const model =
    known?.models[kind] ?? presets.find(({ id }) => id === 'openai')?.models[kind] ?? '';
  if (known || provider === 'openai') return { model, label: model, hint: 'The usual one' };
  return { model, label: 'Not chosen', hint: `${model} is asked for then` };
}

function isAt(one: string, other: string): boolean {
  return URL.canParse(one) && URL.canParse(other) && originOf(one) === originOf(other);
}
