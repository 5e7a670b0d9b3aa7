import { markedParts } from './marked-parts.ts';

/** A snippet of a search: what stands between U+0002 and U+0003 is lit. */
export function Marked({ text }: { text: string }) {
  return markedParts(text).map(({ text: part, hit }, index) =>
    hit ? (
      <mark key={index} className="rounded-mark bg-text/15 px-0.5 text-inherit">
        {part}
      </mark>
    ) : (
      part
    ),
  );
}
