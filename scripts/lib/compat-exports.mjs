/**
 * What is exported to be checked, as arguments of `duologue export`; the name is the folder.
 * @typedef {{ name: string, args: string[] }} WantedExport
 */

const EVERY_TEXT = 'json,txt,md,csv,vtt,srt,rttm,stm,ctm,textgrid,audacity,chat';
const ENCODINGS = ['wav', 'flac', 'opus'];
const LAYOUTS = ['stereo', 'split', 'mix'];
const RATES = ['48000', '24000', '16000', '8000'];
const SPLIT = ['--split', '34/33/33', '--no-keep-pairs'];

/**
 * Every text format, every kind of dataset, every encoding and layout; each rate, and each order of channels,
 * with several of them. The first holds the documents that all others are compared with.
 * @returns {WantedExport[]}
 */
export function wantedExports() {
  return [
    wanted('texts', '--format', EVERY_TEXT, '--audio', 'wav', '--stems', '--estimated-words'),
    wanted('texts-without-audio', '--format', EVERY_TEXT, '--audio', 'none', '--assistant', 'a'),
    ...ENCODINGS.flatMap((encoding, at) =>
      LAYOUTS.map((layout, and) => sound(encoding, layout, at * 3 + and)),
    ),
    ...['audiofolder', 'nemo', 'lhotse', 'moshi'].flatMap(datasets),
    wanted(
      'telephone',
      '--format',
      'json,vtt',
      '--audio',
      'wav',
      '--augment',
      'telephone,noise=pink:20',
    ),
  ].map(({ name, args }) => ({ name, args: ['--all', ...args] }));
}

/**
 * @param {string} encoding
 * @param {string} layout
 * @param {number} index
 */
function sound(encoding, layout, index) {
  const rate = RATES[index % RATES.length] ?? '48000';
  const left = index % 2 === 0 ? 'a' : 'b';
  const kind = ['--audio', encoding, '--layout', layout, '--rate', rate, '--left', left];
  return wanted(`${encoding}-${layout}`, '--format', 'rttm,stm,ctm', ...kind);
}

/**
 * In parts; and in one, from other audio. Moshi's training reads stereo only, and no Opus.
 * @param {string} kind
 */
function datasets(kind) {
  const isMoshi = kind === 'moshi';
  const dataset = ['--dataset', kind];
  const parts = ['--audio', 'wav', '--rate', '16000', ...SPLIT];
  const whole = [
    '--audio',
    'flac',
    '--layout',
    isMoshi ? 'stereo' : 'split',
    '--rate',
    '24000',
    '--left',
    'b',
  ];
  const mixed = ['--audio', 'opus', '--layout', 'mix', '--rate', '24000'];
  return [
    wanted(`${kind}-wav`, ...dataset, ...parts, ...texts(kind)),
    wanted(`${kind}-flac`, ...dataset, ...whole, '--estimated-words', ...texts(kind)),
    ...(isMoshi ? [] : [wanted(`${kind}-opus`, ...dataset, ...mixed, ...texts(kind))]),
  ];
}

/**
 * Beside Moshi's audio no JSON may stand but its own.
 * @param {string} kind
 */
function texts(kind) {
  return ['--format', kind === 'moshi' ? 'vtt' : 'json,vtt'];
}

/**
 * @param {string} name
 * @param {string[]} args
 * @returns {WantedExport}
 */
function wanted(name, ...args) {
  return { name, args };
}
