import type { Differences } from './stage-question.ts';

/** What is different about a server, in a few words each. */
export function differenceNotes({
  format,
  sampleRate,
  batchOnly,
  refuses = [],
}: Differences): string[] {
  return [
    ...(format === undefined ? [] : [`speaks ${format} only`]),
    ...(sampleRate === undefined ? [] : [`sound of ${sampleRate} Hz`]),
    ...(batchOnly ? ['hears whole utterances only'] : []),
    ...refuses.map((name) => `takes no ${name}`),
  ];
}
