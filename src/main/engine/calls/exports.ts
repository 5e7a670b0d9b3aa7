import { parseInput } from '../../../contract/errors.ts';
import { startExportSchema, type ExportCalls } from '../../../contract/export-api.ts';
import { checkedId, type StudioParts } from './parts.ts';

/** Conversations as files. */
export function exportCalls({ exports }: StudioParts): ExportCalls {
  return {
    startExport: async (request) =>
      await exports.start(parseInput(startExportSchema, request, 'The export')),
    cancelExport: async (id) => await exports.cancel(checkedId(id)),
    listExports: async () => exports.list(),
  };
}
