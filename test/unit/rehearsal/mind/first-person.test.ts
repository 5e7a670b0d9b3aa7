import { describe, expect, it } from 'vitest';
import {
  breath,
  contracted,
  fromThirdPerson,
  joinSpeech,
  toFirstPerson,
} from '../../../../src/rehearsal/mind/first-person.ts';
import { fillNames, firstName } from '../../../../src/rehearsal/mind/names.ts';
import { goalOf, topicOf } from '../../../../src/rehearsal/mind/profile.ts';
import { readPrompt } from '../../../../src/rehearsal/mind/prompt-profile.ts';

describe('toFirstPerson', () => {
  it.each([
    ['You paid twice.', 'I paid twice.'],
    ['Your order is late, and you are cross.', "My order is late, and I'm cross."],
    ['They promised you a lamp.', 'They promised me a lamp.'],
    ['A neighbour looks after you.', 'A neighbour looks after me.'],
    ['The lamp is yours.', 'The lamp is mine.'],
    ['The shop sent it to you by post.', 'The shop sent it to me by post.'],
    ['The parcel is late.', 'The parcel is late.'],
  ])('%s → %s', (from, to) => {
    expect(toFirstPerson(from)).toBe(to);
  });
});

it('fromThirdPerson mends the verb', () => {
  expect(fromThirdPerson("Ann's lamp is late and Ann wants it.", ['Ann Lee', 'Ann'])).toBe(
    'My lamp is late and I want it.',
  );
});

it('contracted speaks as people do', () => {
  expect(contracted('I have never paid and did not ask; it will not happen.')).toBe(
    "I've never paid and didn't ask; it won't happen.",
  );
});

it('joinSpeech goes on in small letters after an opening, but keeps names', () => {
  expect(joinSpeech('Well,', 'My order is late.')).toBe('Well, my order is late.');
  expect(joinSpeech('Well,', 'Sam has it.')).toBe('Well, Sam has it.');
  expect(joinSpeech('Okay.', '', 'The lamp?')).toBe('Okay. The lamp?');
});

it('breath keeps one sentence and cuts long ones at a clause', () => {
  expect(breath('One thing. Another.', 10)).toBe('One thing.');
  expect(breath('one two three four, five six seven', 6)).toBe('one two three four.');
});

it('goalOf makes a sentence of any goal', () => {
  expect(goalOf('To get your money back.', '')).toBe("I'd like to get my money back.");
  expect(goalOf('A refund', '')).toBe("I'd like a refund.");
  expect(goalOf('You want an answer.', '')).toBe('I want an answer.');
  expect(goalOf('', 'Late parcel')).toBe("I'm calling about the late parcel.");
});

it('topicOf finds what a fact is about', () => {
  expect(topicOf('My order number is four.')).toBe('your order number');
  expect(topicOf('The lamp is blue.')).toBe('the lamp');
  expect(topicOf('I bought a lamp.')).toBeUndefined();
});

it('names: titles are no first names, unknown placeholders stay', () => {
  expect(firstName('Dr. Ada Lang')).toBe('Ada');
  expect(firstName('Mrs')).toBe('Mrs');
  expect(fillNames('{{self.name}}, {{ other.first }}, {{self.age}}', 'Dr. Ada Lang', 'Bo Li')).toBe(
    'Dr. Ada Lang, Bo, {{self.age}}',
  );
});

it('readPrompt reads prompts in plain words', () => {
  const profile = readPrompt(
    'You are Mia Falk, a customer. Your goal is to cancel your subscription. You pay nine euros. Your turns are short.',
  );
  expect(profile).toEqual({
    name: 'Mia Falk',
    goal: "I'd like to cancel my subscription.",
    facts: ['I pay nine euros.'],
    serves: false,
  });
  expect(readPrompt('You are a helpful assistant.')).toMatchObject({ name: '', serves: true });
});
