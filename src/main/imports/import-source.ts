import { rm } from 'node:fs/promises';
import type { z } from 'zod';
import type { startImportSchema } from '../../contract/import-api.ts';
import { assertNever } from '../../contract/kind.ts';
import type { FoundDocument } from './found-document.ts';
import { documentsAt, namedPlace } from './in-folder.ts';
import { documentsAmong } from './in-uploads.ts';
import type { KeptUpload, Uploads } from './uploads.ts';

/** A request as the contract's schema gives it. */
export type ImportRequest = z.output<typeof startImportSchema>;

/** Where documents come from. */
export interface ImportSource {
  documents: () => AsyncIterable<FoundDocument> | Promise<Iterable<FoundDocument>>;
  /** For a person, when there is none. */
  where: string;
  /** When it has ended, in whatever way. Never rejects. */
  tidy: () => Promise<void>;
}

/** @throws StudioError `not-found`, `invalid-input` for a path that is not whole */
export async function importSource(
  source: ImportRequest['source'],
  uploads: Uploads,
): Promise<ImportSource> {
  switch (source.kind) {
    case 'path': {
      const place = await namedPlace(source.path);
      return {
        documents: () => documentsAt(place),
        where: place.path,
        tidy: async () => undefined,
      };
    }
    case 'uploads': {
      const files = uploads.claim(source.ids);
      return {
        documents: () => documentsAmong(files),
        where: 'what was sent',
        tidy: () => removeAll(files),
      };
    }
    default:
      return assertNever(source);
  }
}

async function removeAll(files: readonly KeptUpload[]): Promise<void> {
  for (const { path } of files) await rm(path, { force: true }).catch(() => undefined);
}
