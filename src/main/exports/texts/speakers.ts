import type { Conversation } from '../../../contract/conversation.ts';
import type { PerSide } from '../../../contract/side.ts';
import { plainLine } from './plain.ts';
import { wordToken } from './token.ts';

/** Names for people to read; where both sides are called the same, "Ann (a)" and "Ann (b)". */
export function speakerNames({ config }: Pick<Conversation, 'config'>): PerSide<string> {
  const { personas } = config;
  return distinct(
    { a: plainLine(personas.a.name) || 'Side a', b: plainLine(personas.b.name) || 'Side b' },
    (name, side) => `${name} (${side})`,
  );
}

/**
 * What readers of tables take for a missing value instead of a name. pandas (and with it pyannote) does
 * so with these: pandas.read_csv, `na_values`.
 */
const MISSING = /^#?-?(?:n\/?a|nan|null|none|1\.#(?:ind|qnan))$/iu;

/** The names as single tokens, for tables whose columns are parted by blanks. Letters stay as they are. */
export function speakerTokens({ config }: Pick<Conversation, 'config'>): PerSide<string> {
  const token = (name: string, side: string) => {
    const plain = wordToken(name);
    return plain === '' || MISSING.test(plain) ? `speaker_${side}` : plain;
  };
  const { personas } = config;
  return distinct(
    { a: token(personas.a.name, 'a'), b: token(personas.b.name, 'b') },
    (name, side) => `${name}_${side}`,
  );
}

function distinct(
  names: PerSide<string>,
  marked: (name: string, side: string) => string,
): PerSide<string> {
  if (folded(names.a) !== folded(names.b)) return names;
  return { a: marked(names.a, 'a'), b: marked(names.b, 'b') };
}

/** What looks the same, or is the same to tools that ignore case. */
function folded(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}
