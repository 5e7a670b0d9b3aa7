/** Above so many characters it isn't looked for: each try reads all of it. */
const MOST_SEARCHED = 8_000_000;

/** What keeps a text from being JSON. `line` counts from 1, where it could be found. */
export type JsonFault = { kind: 'cut' } | { kind: 'wrong'; line: number | undefined };

/**
 * Looks at why a text is no JSON; undefined when it is. The engine's own message is never passed on: it repeats
 * the text around the fault, which is somebody's words.
 */
export function jsonFault(text: string): JsonFault | undefined {
  const message = messageOf(text);
  if (message === undefined) return undefined;
  if (isCutOff(message, text)) return { kind: 'cut' };
  const told = /line (\d+) column/u.exec(message)?.[1];
  const line = told === undefined ? searchLine(text) : Number(told);
  return { kind: 'wrong', line };
}

function messageOf(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown);
  }
}

function isCutOff(message: string, text: string): boolean {
  const position = /position (\d+)/u.exec(message)?.[1];
  if (position === undefined) return message.includes('end of JSON');
  return Number(position) >= text.trimEnd().length;
}

/** The first line with which the text can't go on to be JSON any more. */
function searchLine(text: string): number | undefined {
  if (text.length > MOST_SEARCHED) return undefined;
  const ends = [...text.matchAll(/\n|$/gu)].map(({ index }) => index);
  let [fine, wrong] = [-1, ends.length - 1];
  while (wrong - fine > 1) {
    const middle = Math.floor((fine + wrong) / 2);
    const begin = text.slice(0, ends[middle]);
    const message = messageOf(begin);
    if (message === undefined || isCutOff(message, begin)) fine = middle;
    else wrong = middle;
  }
  return wrong + 1;
}
