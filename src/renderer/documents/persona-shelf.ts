import { personaSchema, type Persona } from '../../contract/persona.ts';
import { studio } from '../api/client.ts';
import { languageText, percentText } from './fields-as-text.ts';
import type { Shelf } from './shelf.ts';

/** Personas, as the shared views of documents want them. */
export const personaShelf: Shelf<Persona> = {
  kind: 'persona',
  noun: 'persona',
  plural: 'personas',
  schema: personaSchema,
  naming: {
    idOf: ({ id }) => id,
    nameOf: ({ name }) => name,
    renamed: (persona, id, name) => ({ ...persona, id, name }),
    fallbackId: 'persona',
    maxNameLength: 80,
  },
  labels: {
    name: 'Name',
    role: 'Role',
    summary: 'In one line',
    goal: 'Goal',
    instructions: 'Character and way of speaking',
    facts: 'Facts',
    manner: 'Manner',
    voices: 'Voice',
    delivery: 'Delivery',
    language: 'Language',
    tags: 'Tags',
  },
  fields: [
    { label: 'Name', read: ({ name }) => name },
    { label: 'Role', read: ({ role }) => role },
    { label: 'In one line', read: ({ summary }) => summary },
    { label: 'Goal', read: ({ goal }) => goal },
    { label: 'Character and way of speaking', read: ({ instructions }) => instructions },
    { label: 'Facts', read: ({ facts }) => facts },
    {
      label: 'Talkativeness',
      whole: true,
      read: ({ manner }) => percentText(manner.talkativeness),
    },
    { label: 'Patience', whole: true, read: ({ manner }) => percentText(manner.patience) },
    { label: 'Interrupting', whole: true, read: ({ manner }) => percentText(manner.interrupting) },
    { label: 'Rehearsal voice', whole: true, read: ({ voices }) => voices.rehearsal ?? '' },
    { label: 'OpenAI voice', whole: true, read: ({ voices }) => voices.openai ?? '' },
    {
      label: 'Voice of own servers',
      whole: true,
      read: ({ voices }) => voices['openai-compatible'] ?? '',
    },
    { label: 'Delivery', read: ({ delivery }) => delivery },
    { label: 'Language', whole: true, read: ({ language }) => languageText(language) },
    { label: 'Tags', read: ({ tags }) => tags },
  ],
  wordsOf: ({ role, summary, goal }) => `${role} ${summary} ${goal}`,
  save: (persona, options = {}) => studio.savePersona(persona, options),
  remove: (id) => studio.deletePersona(id),
};
