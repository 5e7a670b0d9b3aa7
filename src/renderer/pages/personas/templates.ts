import type { Persona } from '../../../contract/persona.ts';
import type { Template } from '../../documents/new-document-dialog.tsx';

type Start = Pick<
  Persona,
  'role' | 'summary' | 'goal' | 'manner' | 'tags' | 'voices' | 'delivery'
> & {
  facts: string[];
  instructions: (name: string) => string;
};

const nobody: Start = {
  role: 'caller',
  summary: '',
  goal: '',
  facts: [],
  manner: { talkativeness: 0.5, patience: 0.5, interrupting: 0 },
  voices: {},
  delivery: '',
  tags: [],
  instructions: (name) => `You are ${name}.`,
};

/** What a new persona can start from. */
export const personaTemplates: readonly Template<Persona>[] = [
  template('empty', 'Nothing', 'Only the name; you fill in the rest', nobody),
  template('customer', 'A customer', 'Calls because something went wrong', {
    ...nobody,
    role: 'customer',
    summary: 'Somebody who ordered something and is still waiting.',
    goal: 'Find out what went wrong, and get a clear answer on what happens next.',
    facts: ['You ordered two weeks ago.', 'You paid by card.'],
    manner: { talkativeness: 0.5, patience: 0.4, interrupting: 0.1 },
    voices: { rehearsal: 'birch', openai: 'coral' },
    tags: ['customer'],
    instructions: (name) =>
      `You are ${name}. You are friendly, but short of time. You say what you need in plain words, and when an answer is vague you ask once more.`,
  }),
  template('agent', 'A support agent', 'Answers the phone and finds a way', {
    ...nobody,
    role: 'support agent',
    summary: 'Support at a shop; calm, and honest about what is possible.',
    goal: 'Find out where things stand and leave the caller with a clear next step.',
    facts: ['You can see every order.', 'You may refund up to fifty euros without asking.'],
    manner: { talkativeness: 0.5, patience: 0.8, interrupting: 0 },
    voices: { rehearsal: 'cedar', openai: 'ash' },
    tags: ['support'],
    instructions: (name) =>
      `You are ${name}, and you work in the support of an online shop. You are calm and warm. You look things up before you promise anything, and you always name the next step.`,
  }),
  template('impatient', 'Somebody difficult', 'Talks a lot, waits for nobody', {
    ...nobody,
    role: 'customer',
    summary: 'Angry, loud and in a hurry.',
    goal: 'Get the money back, today.',
    manner: { talkativeness: 0.8, patience: 0.1, interrupting: 0.5 },
    voices: { rehearsal: 'ash', openai: 'onyx' },
    delivery: 'Loud and hurried, at the end of the patience.',
    tags: ['customer', 'angry'],
    instructions: (name) =>
      `You are ${name}. You have called twice already and nobody has helped. You are angry, you repeat yourself, and you calm down only when somebody takes the blame and offers something.`,
  }),
];

function template(id: string, label: string, hint: string, start: Start): Template<Persona> {
  return {
    id,
    label,
    hint,
    make: (personaId, name) => ({
      ...start,
      id: personaId,
      name,
      instructions: start.instructions(name),
      language: 'en',
    }),
  };
}
