/** A word of the input text and where its spoken form begins in the text that espeak-ng reads. */
export interface TextWord {
  /** As written, with its punctuation: what a transcript shows. */
  readonly text: string;
  /** Index of its first character in `spoken`. */
  readonly offset: number;
}

/** A text as it is read aloud, and the words of the input that it stands for. */
export interface SpokenText {
  readonly spoken: string;
  readonly words: readonly TextWord[];
}

/** Abbreviations whose full stop would end the sentence, and how they are read. */
const ABBREVIATIONS: ReadonlyMap<string, string> = new Map([
  ['mr.', 'Mister'],
  ['mrs.', 'Missis'],
  ['ms.', 'Miz'],
  ['dr.', 'Doctor'],
  ['prof.', 'Professor'],
  ['vs.', 'versus'],
  ['approx.', 'approximately'],
  ['e.g.', 'for example'],
  ['i.e.', 'that is'],
  ['etc.', 'et cetera'],
  ['a.m.', 'A M'],
  ['p.m.', 'P M'],
]);

const CURRENCIES: Readonly<Record<string, string>> = {
  $: 'dollars',
  '£': 'pounds',
  '€': 'euros',
};

/** What is read instead of signs, in English. */
const ENGLISH: readonly (readonly [RegExp, string])[] = [
  [/&/g, ' and '],
  [/%/g, ' percent'],
];

/** Characters that espeak-ng would take for markup or not know, and what to read instead. */
const PLAIN: readonly (readonly [RegExp, string])[] = [
  [/[‘’ʼ`]/g, "'"],
  [/[“”«»]/g, '"'],
  [/…/g, '...'],
  [/[–—]/g, ', '],
  [/[<>[\]{}|\\^~*_#=]/g, ' '],
  [/[^\p{L}\p{N}\p{M}\s.,;:!?'"()/$£€@&%+。、，！？；：-]/gu, ' '],
];

/** Whether a piece of text is read aloud at all; else it is punctuation. */
export const isWord = (text: string): boolean => /[\p{L}\p{N}&%@+]/u.test(text);

/**
 * Prepares a text for espeak-ng: in English abbreviations, currencies and signs in words (espeak-ng
 * knows those of other languages itself), no markup. Signs that stand alone ("—") stay with the word
 * before them.
 *
 * @param language BCP 47
 */
export function spokenText(input: string, language = 'en'): SpokenText {
  const isEnglish = /^en\b/i.test(language);
  const words: { text: string; offset: number }[] = [];
  let spoken = '';
  let opening = '';
  for (const piece of input.split(/\s+/).filter((each) => each !== '')) {
    const last = words.at(-1);
    if (isWord(piece)) {
      if (spoken !== '') spoken += ' ';
      words.push({ text: opening + piece, offset: spoken.length });
      opening = '';
    } else if (last) last.text += ` ${piece}`;
    else opening += `${piece} `;
    spoken += plain(isEnglish ? replaced(readAloud(piece), ENGLISH) : piece);
  }
  return { spoken, words };
}

/** The words in which one written word is read. */
function readAloud(word: string): string {
  const sign = /^([("'“‘]*)(.*?)([)"'”’,;:!?]*)$/su.exec(word);
  const [, before = '', core = word, after = ''] = sign ?? [];
  const full = ABBREVIATIONS.get(core.toLowerCase());
  if (full !== undefined) return before + full + after;
  return before + money(core) + after;
}

/** `$25.50` → `25 dollars 50`. */
function money(core: string): string {
  const match = /^([$£€])(\d[\d,]*)(?:\.(\d\d))?(\.?)$/.exec(core);
  if (!match) return core;
  const [, sign = '', whole = '', cents, stop = ''] = match;
  const unit = CURRENCIES[sign] ?? '';
  const name = whole === '1' ? unit.slice(0, -1) : unit;
  return `${whole} ${name}${cents === undefined ? '' : ` ${cents}`}${stop}`;
}

function plain(text: string): string {
  return replaced(text, PLAIN);
}

function replaced(text: string, rules: typeof PLAIN): string {
  return rules.reduce((result, [pattern, by]) => result.replace(pattern, by), text);
}

/**
 * Cuts a long text after sentences, into pieces of at least `least` characters where it has more: the
 * steps in which one voice thread serves several callers in turn.
 */
export function slices(text: string, least = 60): string[] {
  const result: string[] = [];
  let rest = text.trim();
  while (rest.length > least) {
    const end = /[\p{L}\p{N}]{3}[.!?]["'”’)]*\s+(?=["'“‘(]*\p{Lu})/u.exec(rest.slice(least));
    if (!end) break;
    const cut = least + end.index + end[0].length;
    result.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut);
  }
  if (rest !== '') result.push(rest);
  return result;
}
