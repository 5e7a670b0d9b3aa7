import { parseInput } from '../../../contract/errors.ts';
import {
  startExportSchema,
  type ExportCalls,
  type StartExport,
} from '../../../contract/export-api.ts';
import { z } from 'zod';
import { checkedId, type StudioParts } from './parts.ts';

const directorySchema = z.string().min(1).max(4000);

const checked = (request: StartExport) => parseInput(startExportSchema, request, 'The export');

/** Conversations as files. */
export function exportCalls({ exports }: StudioParts): ExportCalls {
  return {
    measureExport: async (request) => await exports.measure(checked(request)),
    startExport: async (request) => await exports.start(checked(request)),
    resumeExport: async (directory) =>
      await exports.resume(parseInput(directorySchema, directory, 'The folder')),
    cancelExport: async (id) => await exports.cancel(checkedId(id)),
    listExports: async () => exports.list(),
  };
}
