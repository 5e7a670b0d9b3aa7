/** Texts about a person ("You paid twice", "Maya paid twice") as that person says them ("I paid twice"). */

const REPLACEMENTS: readonly (readonly [RegExp, string])[] = [
  [/\byou['’]re\b/gi, "I'm"],
  [/\byou['’]ve\b/gi, "I've"],
  [/\byou['’]ll\b/gi, "I'll"],
  [/\byou['’]d\b/gi, "I'd"],
  [/\byou are\b/gi, "I'm"],
  [/\byou were\b/gi, 'I was'],
  [/\bare you\b/gi, 'am I'],
  [/\byourself\b/gi, 'myself'],
  [/\byours\b/gi, 'mine'],
  [/\byour\b/gi, 'my'],
  [/\b(to|for|with|from|of|at|about|by|on|against|behind|near|without) you\b/gi, '$1 me'],
  [
    /\b(gave|give|gives|told|tell|tells|sent|send|sends|charged|charge|called|call|calls|promised|offered|helped|help|asked|ask|let|pay|paid|owe|owes|reach|refund|show|showed) you\b/gi,
    '$1 me',
  ],
  [/\byou(?=[.,;!?]|$)/gi, 'me'],
  [/\byou\b/gi, 'I'],
];

/** Second person to first person. Texts that speak of neither stay as they are. */
export function toFirstPerson(text: string): string {
  const spoken = REPLACEMENTS.reduce((now, [from, to]) => now.replace(from, to), text);
  return capitalise(spoken);
}

const CONTRACTIONS: readonly (readonly [RegExp, string])[] = [
  [/\bcan ?not\b/gi, "can't"],
  [/\bwill not\b/gi, "won't"],
  [/\b(do|does|did|is|are|was|were|have|has|had|would|should|could) not\b/gi, "$1n't"],
  [/\bI have (?=(never|been|seen|called|lost|got|just|already)\b)/g, "I've "],
  [/\bI would\b/g, "I'd"],
  [/\bI will\b/g, "I'll"],
];

/** Written forms as they are spoken: "did not" as "didn't". */
export function contracted(text: string): string {
  return CONTRACTIONS.reduce((now, [from, to]) => now.replace(from, to), text);
}

const OWN_VERBS: Readonly<Record<string, string>> = {
  is: 'am',
  has: 'have',
  does: 'do',
  wants: 'want',
  needs: 'need',
  knows: 'know',
  lives: 'live',
  works: 'work',
  likes: 'like',
};

/** Third person by one of the names to first person, with the ending of common verbs. */
export function fromThirdPerson(text: string, names: readonly string[]): string {
  const name = names.map((each) => each.replace(/[^\p{L}\p{N} ]/gu, '\\$&')).join('|');
  const spoken = text
    .replace(new RegExp(`\\b(?:${name})['’]s\\b`, 'giu'), 'my')
    .replace(new RegExp(`\\b(?:${name})(?: (\\w+))?`, 'giu'), (_, verb?: string) =>
      verb === undefined ? 'I' : `I ${OWN_VERBS[verb] ?? verb}`,
    );
  return capitalise(spoken);
}

export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * Sentences and openings ("Well,") joined as one utterance. After an opening that goes on, a common
 * first word is written small; names keep their capital.
 */
export function joinSpeech(...parts: readonly string[]): string {
  const joined = parts
    .filter((part) => part !== '')
    .reduce((said, part) => {
      const goesOn = said !== '' && !/[.!?]$/.test(said);
      return `${said} ${goesOn ? uncapitalise(part) : part}`.trim();
    }, '');
  return capitalise(joined);
}

const COMMON_START =
  /^(My|The|It|A|An|There|This|That|We|They|He|She|In|On|At|For|No|Yes|One|Some|Our)\b/;

function uncapitalise(text: string): string {
  return COMMON_START.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/** Cuts a text to a length that can be said in one breath, at a clause, and ends it with a stop. */
export function breath(text: string, mostWords: number): string {
  const sentence = /^.*?[.!?](?=\s|$)/s.exec(text.trim())?.[0] ?? text.trim();
  const words = sentence.split(/\s+/);
  const kept = words.length <= mostWords ? sentence : clauseOf(words.slice(0, mostWords).join(' '));
  return /[.!?]$/.test(kept) ? kept : `${kept.replace(/[,;:–-]+$/, '')}.`;
}

function clauseOf(text: string): string {
  const comma = Math.max(text.lastIndexOf(','), text.lastIndexOf(';'));
  return comma > text.length / 2 ? text.slice(0, comma) : text;
}
