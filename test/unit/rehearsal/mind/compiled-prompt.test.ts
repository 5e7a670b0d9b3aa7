import { describe, expect, it } from 'vitest';
import { SIDES } from '../../../../src/contract/side.ts';
import { compileInstructions } from '../../../../src/main/conversations/prompt.ts';
import type { ChatMessage } from '../../../../src/rehearsal/mind/chat-request.ts';
import { Mind } from '../../../../src/rehearsal/mind/mind.ts';
import { SAYS_GOODBYE } from '../../../../src/rehearsal/mind/phrases.ts';
import { readPrompt } from '../../../../src/rehearsal/mind/prompt-profile.ts';
import { castOf, scenarioOf, SCENARIOS } from './samples.ts';

function promptOf(id: string, side: 'a' | 'b'): string {
  const scenario = scenarioOf(id);
  return compileInstructions({
    scenario,
    personas: castOf(scenario),
    side,
    limits: scenario.limits,
  });
}

/** A talk in writing: what the persona answers to each line. */
function talk(prompt: string, lines: string[]): string[] {
  const mind = new Mind();
  const messages: ChatMessage[] = [{ role: 'instruction', text: prompt, calls: [] }];
  return lines.map((text) => {
    if (text !== '') messages.push({ role: 'user', text, calls: [] });
    const reply = mind.reply(messages);
    messages.push({ role: 'assistant', text: reply.text, calls: [] });
    return reply.text;
  });
}

describe('a prompt of ours', () => {
  it('tells name, goal, own facts and whether somebody helps', () => {
    expect(readPrompt(promptOf('late-parcel', 'a'))).toMatchObject({
      name: 'Maya Ortiz',
      goal: "I'd like to get a clear day on which my order arrives.",
      serves: false,
      facts: expect.arrayContaining(['I ordered a desk lamp last Thursday.']) as unknown,
    });
    expect(readPrompt(promptOf('late-parcel', 'b'))).toMatchObject({
      name: 'Sam Reed',
      serves: true,
    });
  });

  it('gives no fact that stands in another section, and none of the other side', () => {
    for (const scenario of SCENARIOS) {
      for (const side of SIDES) {
        const { facts } = readPrompt(promptOf(scenario.id, side));
        expect(facts.length).toBeGreaterThan(0);
        for (const fact of facts) {
          expect(fact).not.toMatch(/\b(interrupt|sentence|wait a reasonable|speak first|tool)\b/i);
        }
      }
    }
  });
});

describe('a persona that is tried in writing', () => {
  it('greets, says what it wants, and answers from its facts', () => {
    const [greeting, wish, paid, unknown, name, bye] = talk(promptOf('late-parcel', 'a'), [
      '',
      'Hello! How are you?',
      'Did you pay by card?',
      'What is the colour of your bicycle?',
      "Sorry, what's your name again?",
      'Goodbye, and thank you.',
    ]);
    expect(greeting).toBe('Hello, this is Maya Ortiz.');
    expect(wish).toBe(
      "I'm fine, thank you. I'd like to get a clear day on which my order arrives.",
    );
    expect(paid).toBe('I paid by card when I ordered.');
    expect(unknown).toMatch(/not sure|tell you|in front of me|don't know/);
    expect(name).toBe('My name is Maya Ortiz.');
    expect(bye).toMatch(SAYS_GOODBYE);
  });

  it('as one who helps, offers help and tells what it knows', () => {
    const [greeting, late] = talk(promptOf('late-parcel', 'b'), ['', 'When will it be delivered?']);
    expect(greeting).toMatch(/\bSam\b.*\?$/);
    expect(late).toBe('It will be delivered on Friday.');
  });
});
