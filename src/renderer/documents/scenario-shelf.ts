import { scenarioSchema, type RehearsalLine, type Scenario } from '../../contract/scenario.ts';
import { studio } from '../api/client.ts';
import { languageText } from './fields-as-text.ts';
import type { Shelf } from './shelf.ts';

/** Scenarios, as the shared views of documents want them. */
export const scenarioShelf: Shelf<Scenario> = {
  kind: 'scenario',
  noun: 'scenario',
  plural: 'scenarios',
  schema: scenarioSchema,
  naming: {
    idOf: ({ id }) => id,
    nameOf: ({ title }) => title,
    renamed: (scenario, id, title) => ({ ...scenario, id, title }),
    fallbackId: 'scenario',
    maxNameLength: 120,
  },
  labels: {
    title: 'Title',
    summary: 'In one line',
    situation: 'Situation',
    opener: 'Who opens',
    personas: 'Personas',
    facts: 'Facts',
    endConditions: 'When the call is over',
    successCriteria: 'Success criteria',
    language: 'Language',
    limits: 'Limits',
    tags: 'Tags',
    rehearsal: 'Rehearsal script',
  },
  fields: [
    { label: 'Title', read: ({ title }) => title },
    { label: 'In one line', read: ({ summary }) => summary },
    { label: 'Situation', read: ({ situation }) => situation },
    {
      label: 'Who opens',
      whole: true,
      read: ({ opener }) => (opener === 'a' ? 'The caller' : 'The one who is called'),
    },
    { label: 'Who calls', whole: true, read: ({ personas }) => personas.a },
    { label: 'Who is called', whole: true, read: ({ personas }) => personas.b },
    { label: 'What only the caller knows', read: ({ facts }) => facts.a },
    { label: 'What only the one who is called knows', read: ({ facts }) => facts.b },
    { label: 'When the call is over', read: ({ endConditions }) => endConditions },
    { label: 'Success criteria', read: ({ successCriteria }) => successCriteria },
    { label: 'Language', whole: true, read: ({ language }) => languageText(language) },
    { label: 'Most turns', whole: true, read: ({ limits }) => String(limits.maxTurns) },
    { label: 'Most minutes', whole: true, read: ({ limits }) => String(limits.maxMinutes) },
    {
      label: 'Seconds of silence',
      whole: true,
      read: ({ limits }) => String(limits.silenceSeconds),
    },
    { label: 'Tags', read: ({ tags }) => tags },
    { label: 'Rehearsal script', read: ({ rehearsal }) => rehearsal?.lines.map(lineText) ?? [] },
  ],
  wordsOf: ({ summary, personas, situation }) =>
    `${summary} ${personas.a} ${personas.b} ${situation}`,
  save: (scenario, options = {}) => studio.saveScenario(scenario, options),
  remove: (id) => studio.deleteScenario(id),
};

function lineText({ side, say, hangUp }: RehearsalLine): string {
  const wordings = typeof say === 'string' ? say : say.join(' / ');
  return `${side}: ${wordings}${hangUp ? ' (hangs up)' : ''}`;
}
