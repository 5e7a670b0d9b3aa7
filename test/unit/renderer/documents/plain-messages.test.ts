import { describe, expect, it } from 'vitest';
import { personaSchema } from '../../../../src/contract/persona.ts';
import { scenarioSchema } from '../../../../src/contract/scenario.ts';
import { plainMessage } from '../../../../src/renderer/documents/plain-messages.ts';

const persona = { id: 'maya', name: 'Maya', role: 'customer', instructions: 'You are Maya.' };
const scenario = {
  id: 'call',
  title: 'A call',
  situation: 'Two people.',
  personas: { a: 'maya', b: 'sam' },
};

function messages(result: { error?: { issues: { path: PropertyKey[]; message: string }[] } }) {
  return result.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}
const ofPersona = (change: object) =>
  messages(personaSchema.safeParse({ ...persona, ...change }, { error: plainMessage }));
const ofScenario = (change: object) =>
  messages(scenarioSchema.safeParse({ ...scenario, ...change }, { error: plainMessage }));

describe('what is wrong with a field', () => {
  it('is said in plain words', () => {
    expect(ofPersona({ name: '  ' })).toEqual(["name: This can't be empty."]);
    expect(ofPersona({ instructions: 'x'.repeat(8001) })).toEqual([
      'instructions: Too long: at most 8,000 characters.',
    ]);
    expect(ofPersona({ tags: Array.from({ length: 21 }, (_, n) => `t${String(n)}`) })).toEqual([
      'tags: Too many: at most 20.',
    ]);
    expect(ofPersona({ name: undefined })).toEqual(['name: Something has to stand here.']);
  });

  it('knows numbers and lists', () => {
    const limits = { maxTurns: 60, maxMinutes: 10, silenceSeconds: 20 };
    expect(ofScenario({ limits: { ...limits, maxTurns: NaN } })).toEqual([
      'limits.maxTurns: Write a number.',
    ]);
    expect(ofScenario({ limits: { ...limits, maxTurns: 1.5 } })).toEqual([
      'limits.maxTurns: Write a whole number.',
    ]);
    expect(ofScenario({ limits: { ...limits, maxMinutes: 0 } })).toEqual([
      'limits.maxMinutes: More than 0.',
    ]);
    expect(ofScenario({ limits: { ...limits, silenceSeconds: 601 } })).toEqual([
      'limits.silenceSeconds: At most 600.',
    ]);
    const line = { side: 'b', say: 'Hello.', hangUp: false };
    expect(ofScenario({ rehearsal: { lines: [line] } })).toEqual([
      'rehearsal.lines: At least 2 entries.',
    ]);
  });
});
