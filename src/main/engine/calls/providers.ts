import { parseInput } from '../../../contract/errors.ts';
import { listModelsSchema, type SettingsCalls } from '../../../contract/settings.ts';
import { listModels } from '../../providers/model-lists.ts';
import type { StudioParts } from './parts.ts';

/** What providers offer. */
export function providerCalls({ settings }: StudioParts): Pick<SettingsCalls, 'listModels'> {
  return {
    listModels: async (request) =>
      await listModels(parseInput(listModelsSchema, request, 'The request'), settings.sources()),
  };
}
