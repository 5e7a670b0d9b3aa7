import type { Persona } from '../../../contract/persona.ts';
import type { Scenario } from '../../../contract/scenario.ts';
import type { Template } from '../../documents/new-document-dialog.tsx';

type Start = Pick<
  Scenario,
  'summary' | 'situation' | 'facts' | 'endConditions' | 'successCriteria' | 'tags'
>;

const nothing: Start = {
  summary: '',
  situation: 'One calls the other.',
  facts: { a: [], b: [] },
  endConditions: [],
  successCriteria: [],
  tags: [],
};

const support: Start = {
  summary: 'Something that was bought does not work.',
  situation:
    'A customer bought a device last week. Since yesterday it does not start any more. The customer calls the support of the shop.',
  facts: {
    a: ['You have tried another socket.', 'You need the device on Friday.'],
    b: ['The device has a warranty of two years.', 'A new one would come in two days.'],
  },
  endConditions: ['It is clear what happens next, and both have said goodbye.'],
  successCriteria: ['The agent asks what was tried already.', 'A next step with a day is named.'],
  tags: ['support'],
};

const appointment: Start = {
  summary: 'A day and a time that suit both.',
  situation: 'Somebody calls a practice to make an appointment for the coming week.',
  facts: {
    a: ['You can only come after four in the afternoon.', 'You were there two years ago.'],
    b: ['Tuesday at ten and Thursday at half past four are free.'],
  },
  endConditions: ['An appointment is made or refused, and both have said goodbye.'],
  successCriteria: ['Day and time are said.', 'They are repeated and confirmed.'],
  tags: ['appointment'],
};

/** What a new scenario can start from; the first personas are cast until others are chosen. */
export function scenarioTemplates(personas: readonly Persona[]): Template<Scenario>[] {
  const cast = castOf(personas);
  const template = (id: string, label: string, hint: string, start: Start): Template<Scenario> => ({
    id,
    label,
    hint,
    make: (scenarioId, title) => ({
      ...start,
      id: scenarioId,
      title,
      opener: 'b',
      personas: cast,
      language: 'en',
      limits: { maxTurns: 60, maxMinutes: 6, silenceSeconds: 20 },
    }),
  });
  return [
    template('empty', 'Nothing', 'Only the title; you fill in the rest', nothing),
    template('support', 'A support call', 'Something does not work', support),
    template('appointment', 'An appointment', 'Two calendars, one time', appointment),
  ];
}

function castOf(personas: readonly Persona[]): Scenario['personas'] {
  const caller = personas.find(({ tags }) => tags.includes('customer')) ?? personas[0];
  const answerer =
    personas.find((each) => each !== caller && each.tags.includes('support')) ??
    personas.find((each) => each !== caller);
  return { a: caller?.id ?? 'caller', b: answerer?.id ?? caller?.id ?? 'agent' };
}
