import { Option, type Command } from 'commander';
import {
  audioLayoutSchema,
  datasetKindSchema,
  textFormatSchema,
} from '../../../../contract/export-api.ts';
import { sideSchema } from '../../../../contract/side.ts';
import type { App } from '../app.ts';
import { wholeNumber } from '../arguments.ts';
import {
  audioFormat,
  clipRange,
  formats,
  list,
  moment,
  sampleRate,
  shares,
  turnRange,
} from '../export/arguments.ts';
import { AUGMENT_HELP, augmentSpec } from '../export/augment.ts';
import { measureAndReport, resumeAndReport, startAndReport } from '../export/perform.ts';
import { exportRequest, type ExportOptions } from '../export/request.ts';
import { perform, type Session } from '../session.ts';
import type { ExitCode } from '../exit-codes.ts';

const MAX_SEED = 0xffff_ffff;
const CANCELLING = 'Cancelling: what is finished stays. Ctrl-C again ends at once.';

const NOTES = `
Each conversation gets a folder of its own with conversation.wav, conversation.json and so on; a
dataset is laid out as its readers want it, with their tables and a README.md. manifest.json lists
all files with their SHA-256. The same selection and options give the same bytes. An export that was
cut off is gone on with by --resume.
Exits with 0 when all of it was written, with 3 when there was nothing of some conversations to write
(no recording, no stems), with 1 when something could not be written.
${AUGMENT_HELP}

Examples:
  duologue export latest
  duologue export ID ID --format json,vtt,rttm --audio flac --out ./calls
  duologue export --all --dataset audiofolder --split 80/10/10 --license cc-by-4.0 --out ./dataset
  duologue export --query "tracking number" --tag good --dataset lhotse --rate 16k --out ./parcels
  duologue export --all --dataset nemo --augment telephone,noise=babble:5..20,loss=2%:3 --out ./phone
  duologue export latest --clip 0:12.5-0:31 --format txt --audio wav
  duologue export --resume ./dataset`;

/** `duologue export`: conversations as files, one by one or as a dataset. */
export function addExport(program: Command, app: App): void {
  const command = program
    .command('export')
    .argument('[id...]', 'ids of conversations, or "latest"')
    .description('write conversations as files: audio, transcripts, labels, datasets');
  addSelection(command);
  addFiles(command);
  addDataset(command);
  command
    .option('--resume <dir>', 'go on with an export that was cancelled or cut off')
    .option('--measure', 'say what it would be, and write nothing')
    .addHelpText('after', NOTES)
    .action((ids: string[], _options: object, self: Command) => {
      const options = self.optsWithGlobals<ExportOptions>();
      const run = (session: Session) => runExport(session, ids, options);
      return perform(app, options, { run, endsInOrder: true, stopping: CANCELLING });
    });
}

function addSelection(command: Command): void {
  command
    .option('--all', 'all conversations of the library')
    .option('--query <words>', 'those in which a turn holds these words')
    .option('--scenario <id,…>', 'those of these scenarios', list)
    .option('--persona <id,…>', 'those with these personas, on either side', list)
    .option('--tag <tag,…>', 'those with one of these tags', list)
    .option('--from <date>', 'those made at or after this time', moment)
    .option('--before <date>', 'those made before this time', moment);
}

function addFiles(command: Command): void {
  command
    .option(
      '--format <f,…>',
      `texts: ${textFormatSchema.options.join(', ')}; default: json,txt (moshi: txt)`,
      formats,
    )
    .option(
      '--audio <f>',
      'wav, flac, opus or none; default: wav, and none when only texts are named',
      audioFormat,
    )
    .addOption(
      new Option(
        '--layout <l>',
        'a channel per side, a file per side, or mono; default: stereo',
      ).choices(audioLayoutSchema.options),
    )
    .option('--rate <hz>', '48000, 24000, 16000 or 8000; default: 48000', sampleRate)
    .addOption(
      new Option('--left <side>', 'who is on the left channel; default: a').choices(
        sideSchema.options,
      ),
    )
    .option('--stems', 'also the voices as they were before the network')
    .option('--augment <spec>', 'change the sound and keep the labels; see below', augmentSpec)
    .option('--clip <from-to>', 'only this part of one conversation: 0:12.5-0:31', clipRange)
    .option('--turns <n-m>', 'only these turns of one conversation: 3-7', turnRange)
    .addOption(
      new Option('--assistant <side>', 'who is the assistant in chat; default: b').choices(
        sideSchema.options,
      ),
    )
    .option('--estimated-words', 'word times that are only estimated go into tables too')
    .option('--out <dir>', 'into this folder; default: a new one in your downloads');
}

function addDataset(command: Command): void {
  command
    .addOption(
      new Option('--dataset <kind>', 'how the folder is laid out').choices(
        datasetKindSchema.options,
      ),
    )
    .option('--split <t/v/t>', 'shares of train, valid and test: 80/10/10', shares)
    .option('--split-seed <n>', 'another seed, another split', wholeNumber(0, MAX_SEED))
    .option('--keep-pairs', 'all calls of two personas in the same part', true)
    .option('--no-keep-pairs', 'split without regard to who speaks')
    .option('--name <name>', 'name on the dataset card')
    .option('--license <id>', 'license on the dataset card: an SPDX id');
}

async function runExport(
  session: Session,
  ids: readonly string[],
  options: ExportOptions,
): Promise<ExitCode> {
  if (options.resume !== undefined) return resumeAndReport(session, session.path(options.resume));
  const request = await exportRequest(session, ids, options);
  return options.measure === true
    ? measureAndReport(session, request)
    : startAndReport(session, request);
}
