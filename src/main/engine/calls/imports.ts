import { parseInput } from '../../../contract/errors.ts';
import {
  startImportSchema,
  type ImportCalls,
  type UploadCalls,
} from '../../../contract/import-api.ts';
import { checkedId, type StudioParts } from './parts.ts';

/** Conversations from files that an export wrote. */
export function importCalls({ library, imports, uploads }: StudioParts): ImportCalls & UploadCalls {
  return {
    startImport: async (request) =>
      await imports.start(parseInput(startImportSchema, request, 'The import')),
    cancelImport: async (id) => await imports.cancel(checkedId(id)),
    takeUpload: async (upload) => {
      // A library that is only read says so before anything is sent.
      library.transaction(() => undefined);
      return await uploads.take(upload);
    },
  };
}
