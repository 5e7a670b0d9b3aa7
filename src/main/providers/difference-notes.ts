import type { ChatOption, Differences } from './stage-question.ts';

const WITHOUT: Readonly<Record<ChatOption, string>> = {
  temperature: 'takes no temperature',
  reasoning_effort: 'takes no reasoning effort',
  tools: 'takes no tools, so a persona can’t hang up by it',
};

/** What is different about a server, in a few words each. */
export function differenceNotes({
  format,
  sampleRate,
  batchOnly,
  refuses = [],
  effort,
}: Differences): string[] {
  return [
    ...(format === undefined ? [] : [`speaks ${format} only`]),
    ...(sampleRate === undefined ? [] : [`sound of ${sampleRate} Hz`]),
    ...(batchOnly ? ['hears whole utterances only'] : []),
    ...refuses.map((name) => WITHOUT[name]),
    ...(effort === undefined ? [] : ['takes tools only without reasoning']),
  ];
}
