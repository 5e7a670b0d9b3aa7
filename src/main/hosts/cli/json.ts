import type { SearchHit } from '../../../contract/library-api.ts';
import { snippetParts } from './render/snippet.ts';

/** A search hit with plain text: the matches are told as [start, end] in UTF-16 units. */
export function hitJson(hit: SearchHit) {
  const matches: [number, number][] = [];
  let snippet = '';
  for (const { text, match } of snippetParts(hit.snippet)) {
    if (match) matches.push([snippet.length, snippet.length + text.length]);
    snippet += text;
  }
  return { ...hit, snippet, matches };
}
