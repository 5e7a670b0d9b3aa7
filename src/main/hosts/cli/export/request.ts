import type { Augment } from '../../../../contract/augment.ts';
import { StudioError } from '../../../../contract/errors.ts';
import type {
  AudioEncoding,
  AudioLayout,
  Clip,
  DatasetKind,
  Selection,
  Split,
  StartExport,
  TextFormat,
} from '../../../../contract/export-api.ts';
import type { ConversationFilter } from '../../../../contract/library-api.ts';
import type { Side } from '../../../../contract/side.ts';
import { LATEST, latestId } from '../commands/latest.ts';
import type { GlobalOptions } from '../output.ts';
import type { Session } from '../session.ts';
import { UsageError } from '../usage-error.ts';
import type { Formats } from './arguments.ts';
import { withPaths } from './augment.ts';

/** The command line of `export`, read. */
export interface ExportOptions extends GlobalOptions {
  all?: boolean;
  query?: string;
  scenario?: string[];
  persona?: string[];
  tag?: string[];
  from?: string;
  before?: string;
  format?: Formats;
  out?: string;
  audio?: AudioEncoding | 'none';
  layout?: AudioLayout;
  rate?: 48_000 | 24_000 | 16_000 | 8_000;
  left?: Side;
  stems?: boolean;
  dataset?: DatasetKind;
  split?: Pick<Split, 'train' | 'valid' | 'test'>;
  splitSeed?: number;
  keepPairs: boolean;
  name?: string;
  license?: string;
  augment?: Augment;
  clip?: { fromMs: number; toMs: number };
  turns?: { first: number; last: number };
  assistant?: Side;
  estimatedWords?: boolean;
  resume?: string;
  measure?: boolean;
}

/** What is asked of the engine. Throws `invalid-input` for options that do not go together. */
export async function exportRequest(
  { studio, path }: Session,
  given: readonly string[],
  options: ExportOptions,
): Promise<StartExport> {
  const selection = await selectionOf(studio, given, options);
  const clip = await clipOf(studio, selection, options);
  const { out, format, estimatedWords, assistant, augment } = options;
  return {
    selection,
    ...(clip === undefined ? {} : { clip }),
    options: {
      texts: format?.texts ?? usualTexts(options),
      audio: audioOf(options),
      ...datasetOf(options),
      ...(augment === undefined ? {} : { augment: withPaths(augment, path) }),
      ...(estimatedWords === undefined ? {} : { estimatedWords }),
      ...(assistant === undefined ? {} : { assistant }),
    },
    ...(out === undefined ? {} : { directory: path(out) }),
  };
}

/** Beside Moshi's audio the .json is its own. */
function usualTexts({ dataset }: ExportOptions): TextFormat[] {
  return dataset === 'moshi' ? ['txt'] : ['json', 'txt'];
}

async function selectionOf(
  studio: Session['studio'],
  given: readonly string[],
  options: ExportOptions,
): Promise<Selection> {
  const { all, query = '', scenario, persona, tag, from, before } = options;
  const asked = { scenario, persona, tag, from, before };
  const fields = Object.entries(asked).filter(([, value]) => value !== undefined);
  const isSearch = all === true || query !== '' || fields.length > 0;
  if (isSearch && given.length > 0) {
    throw new UsageError(
      'Ids and a search can’t be combined.',
      'Give ids, or --all, --query and filters.',
    );
  }
  if (isSearch) {
    const filter: ConversationFilter = Object.fromEntries(fields);
    return { kind: 'matching', query, filter: { ...filter, trash: false } };
  }
  if (given.length === 0) {
    throw new UsageError(
      'It is not said what to export.',
      'Give ids or "latest", --all, --query or a filter.',
    );
  }
  const ids: string[] = [];
  for (const id of given) ids.push(id === LATEST ? await latestId(studio) : id);
  return { kind: 'ids', ids };
}

/** Named, else what `--format` names; only texts need none, unless something is said about the sound. */
function audioOf(options: ExportOptions): StartExport['options']['audio'] {
  const { audio, format, dataset, layout, rate, left, stems, augment } = options;
  if (audio === 'none') return null;
  const about = {
    ...(layout === undefined ? {} : { layout }),
    ...(rate === undefined ? {} : { sampleRate: rate }),
    ...(left === undefined ? {} : { left }),
    ...(stems === undefined ? {} : { stems }),
  };
  const isSound = Object.keys(about).length > 0 || augment !== undefined;
  const isDataset = dataset !== undefined && dataset !== 'plain';
  const encoding = audio ?? format?.audio;
  if (encoding === undefined && format !== undefined && !isSound && !isDataset) return null;
  return { ...(encoding === undefined ? {} : { encoding }), ...about };
}

function datasetOf(options: ExportOptions): Pick<StartExport['options'], 'dataset'> {
  const { dataset: kind, name, license, split, splitSeed: seed, keepPairs } = options;
  const parts = split && { ...split, keepPairs, ...(seed === undefined ? {} : { seed }) };
  const dataset = {
    ...(kind === undefined ? {} : { kind }),
    ...(name === undefined ? {} : { name }),
    ...(license === undefined ? {} : { license }),
    ...(parts === undefined ? {} : { split: parts }),
  };
  return Object.keys(dataset).length === 0 ? {} : { dataset };
}

async function clipOf(
  studio: Session['studio'],
  selection: Selection,
  { clip, turns }: ExportOptions,
): Promise<Clip | undefined> {
  if (turns === undefined) return clip;
  if (clip !== undefined) {
    throw new UsageError('--clip and --turns can’t be combined.', 'Give one of them.');
  }
  const id = selection.kind === 'ids' ? selection.ids[0] : undefined;
  if (id === undefined) throw new UsageError('Turns are of one conversation.', 'Give its id.');
  const { turns: all } = await studio.getConversation(id);
  const { first, last } = turns;
  const turnIds = all.slice(first - 1, last).map((turn) => turn.id);
  if (turnIds.length === last - first + 1) return { turnIds };
  throw new StudioError({
    code: 'invalid-input',
    message: `The conversation has ${all.length} turns.`,
    remedy: 'Name turns that it has.',
  });
}
