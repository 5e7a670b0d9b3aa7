import { InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { augmentSchema, type Augment } from '../../../../contract/augment.ts';

export const AUGMENT_HELP = `
--augment takes what is to be done, parted by commas; with 5..20 the seed chooses for each
conversation:
  telephone            300 to 3400 Hz, 8 kHz, µ-law
  noise=pink:15        pink noise, the speech 15 dB above it
  noise=babble:10:6    six voices of other conversations (without :6 four)
  noise=file:street.wav:5..20
  reverb=room.wav      a room's impulse response
  loss=5%:3            lost packets of 20 ms, in bursts of three
  level=-6             louder or softer, dB
  seed=4`;

const KEYS = ['telephone', 'noise', 'reverb', 'loss', 'level', 'seed'] as const;
type Key = (typeof KEYS)[number];
type Given = z.input<typeof augmentSchema>;

/** Only a comma before a known word parts: a path may hold commas too. */
const COMMA = new RegExp(`,(?=\\s*(?:telephone\\b|(?:${KEYS.join('|')})=))`, 'u');
const NUMBER = '-?\\d+(?:\\.\\d+)?';
const RANGE = new RegExp(`^(${NUMBER})(?:\\.\\.(${NUMBER}))?$`, 'u');

/** What `--augment` says; said again, it adds. Paths stay as they were given. */
export function augmentSpec(text: string, earlier?: Augment): Augment {
  const given = text.split(COMMA).map(item);
  const result = augmentSchema.safeParse({ ...earlier, ...Object.assign({}, ...given) });
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new InvalidArgumentError(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}

/** Makes its paths absolute. */
export function withPaths(augment: Augment, path: (given: string) => string): Augment {
  const { reverb, noise } = augment;
  return {
    ...augment,
    reverb: reverb && { path: path(reverb.path) },
    noise: noise?.kind === 'file' ? { ...noise, path: path(noise.path) } : noise,
  };
}

function item(text: string): Given {
  const [word = '', ...rest] = text.trim().split('=');
  const key = KEYS.find((known) => known === word);
  if (key === undefined) throw refused(text, `There are ${KEYS.join(', ')}.`);
  return READERS[key](rest.join('='), text);
}

const READERS: Record<Key, (value: string, text: string) => Given> = {
  telephone: (value, text) => {
    if (value === '') return { telephone: true };
    throw refused(text, 'It takes no value.');
  },
  noise,
  reverb: (value, text) => {
    if (value !== '') return { reverb: { path: value } };
    throw refused(text, 'Name a file: reverb=room.wav.');
  },
  loss,
  level: (value, text) => ({ levelDb: range(value, text, 'level=-6 or level=-6..3') }),
  seed: (value, text) => {
    if (/^\d{1,10}$/u.test(value)) return { seed: Number(value) };
    throw refused(text, 'A whole number: seed=4.');
  },
};

function noise(value: string, text: string): Given {
  const like = 'noise=pink:15, noise=babble:10 or noise=file:street.wav:5..20';
  const file = /^file:(.+):([^:]+)$/u.exec(value);
  if (file) {
    return {
      noise: { kind: 'file', path: file[1] ?? '', snrDb: range(file[2] ?? '', text, like) },
    };
  }
  const [kind, snr = '', voices, ...rest] = value.split(':');
  const snrDb = range(snr, text, like);
  if (kind === 'pink' && voices === undefined) return { noise: { kind, snrDb } };
  if (kind === 'babble' && rest.length === 0 && /^\d{0,2}$/u.test(voices ?? '')) {
    return { noise: { kind, snrDb, ...(voices ? { voices: Number(voices) } : {}) } };
  }
  throw refused(text, `Such as ${like}.`);
}

function loss(value: string, text: string): Given {
  const like = 'loss=5% or loss=5%:3';
  const [share = '', burst, ...rest] = value.split(':');
  const rate = scaled(range(share.replaceAll('%', ''), text, like), share.includes('%'));
  const isBurst = burst === undefined || /^\d+(?:\.\d+)?$/u.test(burst);
  if (rest.length > 0 || !isBurst) throw refused(text, `Such as ${like}.`);
  return { packetLoss: { rate, ...(burst === undefined ? {} : { burst: Number(burst) }) } };
}

type Range = number | { min: number; max: number };

function scaled(value: Range, isPercent: boolean): Range {
  if (!isPercent) return value;
  return typeof value === 'number' ? value / 100 : { min: value.min / 100, max: value.max / 100 };
}

function range(value: string, text: string, like: string): Range {
  const match = RANGE.exec(value);
  if (!match) throw refused(text, `Such as ${like}.`);
  const min = Number(match[1]);
  return match[2] === undefined ? min : { min, max: Number(match[2]) };
}

function refused(text: string, what: string): InvalidArgumentError {
  return new InvalidArgumentError(`“${text.trim()}”: ${what}`);
}
