import type { SettingsView } from '../../contract/settings.ts';
import type { ProviderSources } from '../providers/sources.ts';

/** What the environment says of OpenAI's server, for people to see: without a password in its address. */
export function environmentServer({
  env,
  fromFile = [],
}: Pick<ProviderSources, 'env' | 'fromFile'>): NonNullable<SettingsView['environmentServer']> {
  const baseUrl = env['OPENAI_BASE_URL']?.trim().replace(/^(\w+:\/\/)[^/?#]*@/u, '$1');
  const model = env['LLM_MODEL']?.trim();
  return {
    ...(baseUrl ? { baseUrl } : {}),
    ...(baseUrl && fromFile.includes('OPENAI_BASE_URL') ? { ofFile: true } : {}),
    ...(model ? { model } : {}),
  };
}
