import { describe, expect, it } from 'vitest';
import { END_CALL_DESCRIPTION } from '../../../src/contract/instructions.ts';
import { StudioError } from '../../../src/contract/errors.ts';
import type { Persona } from '../../../src/contract/persona.ts';
import { compileInstructions } from '../../../src/main/conversations/prompt.ts';
import { promptPreview } from '../../../src/main/tryout/prompt-preview.ts';
import { promptInputOf } from '../../../src/main/tryout/unsaved.ts';
import { persona, scenario } from '../conversations/samples.ts';

const ann = persona('ann', 'Ann', { goal: 'Find out when it comes.' });
const ben = persona('ben', 'Ben', { role: 'support agent' });
const late = scenario();

function notFound(): never {
  throw new StudioError({ code: 'not-found', message: 'There is none.' });
}
/** The library, with these personas. */
const shelves = (...personas: Persona[]) => ({
  personas: { get: (id: string) => personas.find((each) => each.id === id) ?? notFound() },
  scenarios: { get: (id: string) => (id === late.id ? late : notFound()) },
});

describe('the preview of a prompt', () => {
  it('is exactly what a run compiles, with the tool that ends the call', () => {
    const input = promptInputOf({ persona: ann, side: 'a', scenario: late.id }, shelves(ben));
    expect(promptPreview(input)).toEqual({
      instructions: compileInstructions({
        scenario: late,
        personas: { a: ann, b: ben },
        side: 'a',
        limits: late.limits,
      }),
      tools: [{ name: 'end_call', description: END_CALL_DESCRIPTION }],
    });
  });

  it('takes the persona as it stands in the editor, in either seat, beside whom one chooses', () => {
    const unsaved = { ...ann, name: 'Anna' };
    const request = { persona: unsaved, side: 'b', scenario: late, other: 'ben' } as const;
    const { personas } = promptInputOf(request, shelves(ann, ben));
    expect([personas.a.name, personas.b.name]).toEqual(['Ben', 'Anna']);
  });

  it('works without a scenario, and beside a persona that was deleted', () => {
    const plain = promptPreview(promptInputOf({ persona: ann, side: 'a' }, shelves()));
    expect(plain.instructions).toContain('You are Ann, tester.');
    expect(plain.instructions).toContain('somebody');
    const orphan = promptInputOf({ persona: ann, side: 'a', scenario: late.id }, shelves());
    expect(orphan.personas.b.name).toBe('somebody');
  });

  it('refuses a scenario or another persona that is not there', () => {
    expect(() => promptInputOf({ persona: ann, side: 'a', scenario: 'none' }, shelves())).toThrow(
      'There is none.',
    );
    expect(() => promptInputOf({ persona: ann, side: 'a', other: 'none' }, shelves())).toThrow(
      'There is none.',
    );
  });
});
