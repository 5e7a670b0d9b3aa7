import type { SearchHit } from '../../../../contract/library-api.ts';
import type { Screen } from './screen.ts';
import { inert, isolate } from './inert.ts';
import { hang, padStart } from './layout.ts';
import { renderSnippet } from './snippet.ts';
import { clock } from './time.ts';

/** Search hits under the conversation that they belong to. */
export function renderHits(hits: readonly SearchHit[], { palette, width }: Screen): string {
  const groups = Map.groupBy(hits, (hit) => hit.conversationId);
  return [...groups.values()]
    .map((group) => {
      const [first] = group;
      const title = palette.bold(isolate(inert(first?.title ?? '')));
      const lines = group.map((hit) => {
        const head = `${padStart(clock(hit.startMs), 9)}  ${inert(hit.speaker)}: `;
        return hang(head, isolate(renderSnippet(hit.snippet, palette)), width);
      });
      return [`${title}  ${palette.dim(inert(first?.conversationId ?? ''))}`, ...lines].join('\n');
    })
    .join('\n\n');
}
