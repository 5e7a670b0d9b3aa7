import { CST, Lexer } from 'yaml';

/*
 * The YAML parser takes time in the square of some counts (keys of a map, anchors of a node) and
 * recurses on flow collections. Its lexer takes linear time, so it counts first.
 */

const MAX_TOKENS = 200_000;
const MAX_KEYS = 5_000;
const MAX_PROPERTIES = 100;
const MAX_FLOW_DEPTH = 32;

const NOTHING = { tokens: 0, keys: 0, properties: 0, aliases: 0, flow: 0 };

type Tally = typeof NOTHING;

function count(tally: Tally, source: string): void {
  tally.tokens += 1;
  switch (CST.tokenType(source)) {
    case 'map-value-ind':
    case 'explicit-key-ind':
      tally.keys += 1;
      return;
    case 'alias':
      tally.aliases += 1;
      return;
    case 'anchor':
    case 'tag':
      tally.properties += 1;
      return;
    case 'flow-map-start':
    case 'flow-seq-start':
      tally.flow += 1;
      return;
    case 'flow-map-end':
    case 'flow-seq-end':
      tally.flow -= 1;
      return;
    default:
  }
}

function excess({ tokens, keys, properties, aliases, flow }: Tally): string | null {
  if (tokens > MAX_TOKENS) return 'it has too many parts for a persona or scenario';
  if (keys > MAX_KEYS) return `it has more than ${MAX_KEYS} keys`;
  if (properties > MAX_PROPERTIES) return `it has more than ${MAX_PROPERTIES} anchors and tags`;
  if (aliases > 0) return 'aliases (*name) are not possible here';
  if (flow > MAX_FLOW_DEPTH) return `it is nested more than ${MAX_FLOW_DEPTH} deep`;
  return null;
}

/** Why a YAML text would take too long to parse; null if it would not. Linear in its length. */
export function yamlRefusal(text: string): string | null {
  const tally = { ...NOTHING };
  for (const source of new Lexer().lex(text)) {
    count(tally, source);
    const refusal = excess(tally);
    if (refusal !== null) return refusal;
  }
  return null;
}
