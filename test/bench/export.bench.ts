/**
 * Exporting the sound of one hour of conversation, against real time; and the memory that ten hours take.
 * Other work on the machine spoils the figures.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { augmentSchema, type Augment } from '../../src/contract/augment.ts';
import { audioOptionsSchema, type AudioOptions } from '../../src/contract/export-api.ts';
import { wavHeader } from '../../src/contract/wav-format.ts';
import { resolveAugment } from '../../src/main/audio/augment/resolve.ts';
import { renderAudio } from '../../src/main/audio/render.ts';
import { spokenDialogue } from '../support/spoken-dialogue.ts';
import { quantile } from './studio/figures.ts';

const HOUR_SECONDS = 3600;
const RATE = 48_000;
const ROUNDS = 3;
const MEMORY_HOURS = 10;
/** Target, MB: all of the process that exports. */
const MEMORY = 300;

interface Case {
  name: string;
  audio: Partial<AudioOptions>;
  augment?: Partial<Augment>;
  /** Times real time, at least; without it the figure is told, not judged. */
  target?: number;
}

const CASES: Case[] = [
  { name: 'WAV', audio: {}, target: 500 },
  { name: 'WAV, a file per side', audio: { layout: 'split' }, target: 500 },
  { name: 'FLAC', audio: { encoding: 'flac' }, target: 150 },
  { name: 'FLAC, a file per side', audio: { encoding: 'flac', layout: 'split' }, target: 150 },
  { name: 'Opus', audio: { encoding: 'opus' }, target: 60 },
  { name: 'Opus, a file per side', audio: { encoding: 'opus', layout: 'split' }, target: 60 },
  { name: 'WAV, 16 kHz', audio: { sampleRate: 16_000 } },
  { name: 'FLAC, 16 kHz, mix', audio: { encoding: 'flac', layout: 'mix', sampleRate: 16_000 } },
  { name: 'WAV through a telephone', audio: {}, augment: { telephone: true } },
  {
    name: 'FLAC, 16 kHz, pink noise, lost packets',
    audio: { encoding: 'flac', sampleRate: 16_000 },
    augment: { noise: { kind: 'pink', snrDb: 20 }, packetLoss: { rate: 0.05, burst: 2 } },
  },
];

const scratch = await mkdtemp(path.join(tmpdir(), 'duologue-bench-'));
try {
  const source = path.join(scratch, 'hour.wav');
  await writeHour(source);
  process.stderr.write('  one hour of dialogue written\n');
  for (const one of CASES) await measure(one, source);
  await measureMemory(source);
  const waiting = loadavg()[0] ?? 0;
  console.log(`  (${waiting.toFixed(1)} programs wanted the processors in the last minute)`);
  if (waiting > 2 * availableParallelism()) console.log('  The machine is busy: try again later.');
} finally {
  await rm(scratch, { recursive: true, force: true });
}

async function writeHour(file: string): Promise<void> {
  const dialogue = spokenDialogue();
  const dataBytes = HOUR_SECONDS * RATE * 4;
  const handle = await open(file, 'w');
  try {
    await handle.writeFile(wavHeader({ sampleRate: RATE, channels: 2, dataBytes }));
    const piece = new Uint8Array(dialogue.buffer);
    for (let left = dataBytes; left > 0; left -= piece.length) {
      await handle.writeFile(piece.subarray(0, left));
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function measure(one: Case, source: string): Promise<void> {
  const rounds = one.target === undefined ? 1 : ROUNDS;
  const seconds: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    await render(one, source);
    seconds.push((performance.now() - began) / 1000);
  }
  const ratio = HOUR_SECONDS / quantile(seconds, 0.5);
  tell(one.name, ratio, `${ratio.toFixed(0)} × real time`, one.target);
}

/** A folder of its own, gone afterwards. */
async function render({ audio, augment }: Case, source: string): Promise<void> {
  const directory = path.join(scratch, 'out');
  await mkdir(directory);
  try {
    await renderAudio({
      source,
      audio: audioOptionsSchema.parse(audio),
      augment: augment ? resolveAugment(augmentSchema.parse(augment), 'bench', [source]) : null,
      directory,
      name: 'conversation',
    });
  } finally {
    await rm(directory, { recursive: true });
  }
}

async function measureMemory(source: string): Promise<void> {
  const program = path.join(import.meta.dirname, 'export', 'many-hours.ts');
  const args = [program, source, scratch, String(MEMORY_HOURS)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const held = Number(stdout);
  const isMissed = !(held <= MEMORY);
  if (isMissed) process.exitCode = 1;
  line(`memory of ${MEMORY_HOURS} hours`, `${held.toFixed(0)} MB`, `≤ ${MEMORY}`, isMissed);
}

function tell(name: string, value: number, shown: string, target?: number): void {
  if (target === undefined) return line(name, shown);
  const isMissed = value < target;
  if (isMissed) process.exitCode = 1;
  line(name, shown, `≥ ${target}`, isMissed);
}

function line(name: string, shown: string, aim = '', isMissed?: boolean): void {
  const verdict = isMissed === undefined ? '' : isMissed ? 'MISSED' : 'ok';
  console.log(`${name.padEnd(44)}${shown.padStart(18)}  ${aim.padEnd(7)}${verdict}`.trimEnd());
}
