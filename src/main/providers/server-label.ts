import { originOf } from '../../contract/key-ring.ts';
import { OPENAI_BASE_URL } from '../../contract/provider.ts';
import type { Preset } from '../../contract/settings.ts';
import { PRESETS } from './presets.ts';

/** Whether an address is that of OpenAI's own API, whose models and voices are known. */
export function isOpenaiItself(baseUrl: string | undefined): boolean {
  if (baseUrl === undefined) return true;
  return URL.canParse(baseUrl) && originOf(baseUrl) === originOf(OPENAI_BASE_URL);
}

const LOCAL = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|$)/;

/**
 * Who is asked, as people know it: "OpenAI", "Groq", "Ollama at http://localhost:11434"; of a server that no
 * preset knows, its origin. So it is with a local port that several servers share.
 */
export function serverLabel(baseUrl: string | undefined): string {
  if (baseUrl === undefined || isOpenaiItself(baseUrl)) return 'OpenAI';
  if (!URL.canParse(baseUrl)) return baseUrl;
  const origin = originOf(baseUrl);
  const there = PRESETS.filter((preset) => isAt(preset, baseUrl));
  const [only] = there;
  if (only === undefined || there.length > 1) return origin;
  return LOCAL.test(origin) ? `${only.label} at ${origin}` : only.label;
}

/** Whether a preset's server is reached by that address; `localhost` has other names. */
export function isAt(preset: Preset, baseUrl: string): boolean {
  return originOf(preset.baseUrl) === originOf(baseUrl).replace(LOCAL, 'http://localhost$2');
}
