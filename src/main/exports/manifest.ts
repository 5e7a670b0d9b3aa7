import { basename } from 'node:path';
import { jsonText } from './json-text.ts';
import type { ExportOrder } from './order.ts';
import type { Piece } from './piece.ts';
import type { Shortfall } from './shortfall.ts';

/** A file of the export that belongs to no single conversation. */
export interface OwnFile {
  /** Relative to the export. */
  path: string;
  bytes: number;
  sha256: string;
}

export interface ManifestParts {
  order: ExportOrder;
  /** Tables and card. */
  files: readonly OwnFile[];
  pieces: AsyncIterable<Piece>;
  shortfalls: readonly Shortfall[];
}

/**
 * The table of contents of an export, piece by piece: every file with its SHA-256, all options, and the frozen
 * configuration of each conversation. It holds no time of its own, so equal selections give equal files.
 */
export async function* manifestText({
  order,
  files,
  pieces,
  shortfalls,
}: ManifestParts): AsyncGenerator<string> {
  yield `${jsonText(headOf(order, files)).trimEnd().slice(0, -2)},\n  "conversations": [`;
  let isFirst = true;
  for await (const { about } of pieces) {
    if (about === null) continue;
    yield `${isFirst ? '' : ','}\n${jsonText(about).trimEnd()}`;
    isFirst = false;
  }
  const incomplete = shortfalls.map(({ id, kind, error }) => ({
    id,
    kind,
    message: error.message,
  }));
  yield `\n  ],\n  "incomplete": ${jsonText(incomplete).trimEnd()}\n}\n`;
}

function headOf(
  { appVersion, options, clip, augmentFiles }: ExportOrder,
  files: readonly OwnFile[],
) {
  return {
    ...{ kind: 'duologue-export', version: 2, appVersion },
    options: withoutPaths(options),
    // What the augmentation was made of: by its content, because a path means nothing elsewhere.
    augmentFiles: Object.entries(augmentFiles).map(([path, sha256]) => ({
      ...{ name: basename(path), sha256 },
    })),
    ...{ clip, files },
  };
}

/** Absolute paths say nothing about the data, and something about whose machine it was. */
function withoutPaths(options: ExportOrder['options']): object {
  const { augment } = options;
  if (!augment) return options;
  const { reverb, noise } = augment;
  return {
    ...options,
    augment: {
      ...augment,
      reverb: reverb && { path: basename(reverb.path) },
      noise: noise?.kind === 'file' ? { ...noise, path: basename(noise.path) } : noise,
    },
  };
}
