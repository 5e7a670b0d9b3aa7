import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { StudioError } from '../../../src/contract/errors.ts';
import { personaSchema } from '../../../src/contract/persona.ts';
import { MAX_BYTES, parseText } from '../../../src/main/library/documents/parse.ts';
import { yamlRefusal } from '../../../src/main/library/documents/yaml-budget.ts';
import { readText } from '../../../src/main/library/documents/read-document.ts';
import {
  formatPersona,
  formatScenario,
  parsePersona,
  parseScenario,
  readPersona,
} from '../../../src/main/library/index.ts';
import { persona, refusalOf, scenario, temporaryDirectory } from './helpers.ts';

const VALID = formatPersona(persona());
const withGoal = (goal: string) => VALID.replace('goal: ""', `goal: ${goal}`);
const valid = (more: string) => `${VALID}${more}\n`;

describe('parsing', () => {
  test('YAML and JSON give the same persona', () => {
    expect(parsePersona(VALID, 'mara.yaml')).toEqual(persona());
    expect(parsePersona(JSON.stringify(persona()), 'mara.json')).toEqual(persona());
    expect(parsePersona(`\uFEFF${VALID}`, 'mara.yaml')).toEqual(persona());
  });

  test.each<[string, string, string]>([
    ['empty', '', 'it holds no persona'],
    ['a list', '- a\n- b', 'it holds no persona'],
    ['an unknown key', valid('colour: red'), 'colour'],
    ['a misspelt manner', VALID.replace('patience: 0.5', 'patient: 0.5'), 'patient'],
    ['a wrong type', VALID.replace('role: customer', 'role: 7'), 'role'],
    ['a deep wrong value', VALID.replace('patience: 0.5', 'patience: 9'), 'manner.patience'],
    ['a key twice', valid('role: again'), 'unique'],
    ['two documents', `${VALID}---\n${VALID}`, 'multiple documents'],
    ['__proto__', valid('__proto__: {polluted: true}'), '__proto__'],
    ['__proto__ inside', valid('manner2: {__proto__: {polluted: true}}'), '__proto__'],
    ['constructor', valid('constructor: {prototype: {polluted: true}}'), 'constructor'],
    ['an alias', withGoal('&g x\ntags: [*g]'), 'aliases'],
    ['a bomb', 'a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]', 'aliases'],
    ['a foreign tag', withGoal('!!js/function "x"'), 'tag'],
    ['binary', withGoal('!!binary aGk='), 'goal'],
    ['tabs', 'a:\n\t- b', 'Tabs'],
    ['deep flow', `a: ${'['.repeat(40)}${']'.repeat(40)}`, 'deep'],
    [
      'deep blocks',
      Array.from({ length: 60 }, (_, at) => `${' '.repeat(at)}a:`).join('\n'),
      'deep',
    ],
    ['too large', `a: ${'x'.repeat(MAX_BYTES)}`, '1 MiB'],
  ])('%s is refused with its reason', (_name, text, reason) => {
    const error = refusalOf(() => parsePersona(text, 'bad.yaml'));
    expect(error.code).toBe('invalid-input');
    expect(error.message).toContain('bad.yaml');
    expect(error.message).toContain(reason);
    expect(error.message.length).toBeLessThan(700);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test.each<[string, string]>([
    ['__proto__', '{"__proto__": {"polluted": true}}'],
    ['deep', '['.repeat(40) + ']'.repeat(40)],
    ['very deep', '['.repeat(500_000)],
    ['cut off', '{"id": "x"'],
  ])('JSON: %s is refused', (_name, text) => {
    expect(refusalOf(() => parsePersona(text, 'bad.json')).code).toBe('invalid-input');
  });

  /** Texts on which the YAML parser alone takes seconds to minutes. */
  test.each<[string, string]>([
    ['flow collections', '['.repeat(1 << 20)],
    ['flow maps', '{a: '.repeat(1 << 18)],
    ['keys', Array.from({ length: 90_000 }, (_, at) => `k${at}: 1`).join('\n')],
    ['anchors', '&a '.repeat(300_000)],
    ['tags', '! '.repeat(500_000)],
    ['lists in lists', '- '.repeat(500_000)],
    ['questions', '? '.repeat(500_000)],
    ['documents', '---\n'.repeat(250_000)],
  ])('1 MiB of %s is refused, and never parsed', (_name, text) => {
    expect(yamlRefusal(text)).not.toBeNull();
    expect(refusalOf(() => parseText(text, 'bad.yaml')).code).toBe('invalid-input');
  });

  test('whatever is done to a file: a persona or invalid-input', () => {
    const damage = fc.record({
      at: fc.nat(VALID.length),
      cut: fc.nat(12),
      put: fc.oneof(
        fc.string({ unit: 'binary', maxLength: 12 }),
        fc.constantFrom(
          '\n',
          '  ',
          ': ',
          '- ',
          '{',
          ']',
          '*a',
          '&a ',
          '!!set ',
          '"',
          "'",
          '|\n',
          '%',
          '#',
        ),
      ),
    });
    const property = fc.property(fc.array(damage, { minLength: 1, maxLength: 4 }), (damages) => {
      const text = damages.reduce(
        (now, { at, cut, put }) => now.slice(0, at) + put + now.slice(at + cut),
        VALID,
      );
      expectPersonaOrRefusal(text);
    });
    fc.assert(property, { numRuns: 1500 });
    fc.assert(fc.property(fc.json(), expectPersonaOrRefusal), { numRuns: 300 });
  });
});

function expectPersonaOrRefusal(text: string): void {
  for (const name of ['x.yaml', 'x.json']) {
    try {
      expect(personaSchema.safeParse(parsePersona(text, name)).success).toBe(true);
    } catch (thrown) {
      if (!(thrown instanceof StudioError)) throw thrown;
      expect(thrown.data.code).toBe('invalid-input');
    }
  }
}

test('a persona and a scenario survive formatting and parsing', () => {
  const line = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
    .filter((text) => text.trim() !== '');
  const multi = fc.array(line, { minLength: 1, maxLength: 4 }).map((lines) => lines.join('\n'));
  const property = fc.property(
    multi,
    line,
    fc.array(line, { maxLength: 5 }),
    (instructions, goal, facts) => {
      const whole = personaSchema.parse({ ...persona(), instructions, goal, facts });
      expect(parsePersona(formatPersona(whole), 'x.yaml')).toEqual(whole);
      const call = scenario({ situation: whole.instructions, endConditions: whole.facts });
      expect(parseScenario(formatScenario(call), 'x.yaml')).toEqual(call);
    },
  );
  fc.assert(property, { numRuns: 200 });
});

describe('files', () => {
  test('a file is read by its path', async () => {
    const path = join(temporaryDirectory(), 'mara.yaml');
    writeFileSync(path, VALID);
    expect(await readPersona(path)).toEqual(persona());
  });

  test('what is no readable text file is refused by name', () => {
    const directory = temporaryDirectory();
    const folder = join(directory, 'folder.yaml');
    const latin = join(directory, 'latin.yaml');
    const huge = join(directory, 'huge.yaml');
    mkdirSync(folder);
    writeFileSync(latin, Buffer.from([0x61, 0x3a, 0x20, 0xe9]));
    writeFileSync(huge, Buffer.alloc(MAX_BYTES + 1, 0x23));
    for (const path of [folder, latin, huge]) {
      const error = refusalOf(() => readText(path));
      expect(error.code).toBe('invalid-input');
      expect(error.message).toContain(path);
    }
    const missing = refusalOf(() => readText(join(directory, 'missing.yaml')));
    expect(missing.code).toBe('not-found');
    expect(missing.message).toContain('missing.yaml');
  });

  test.runIf(process.platform !== 'win32')('a named pipe does not make the reader wait', () => {
    const path = join(temporaryDirectory(), 'pipe.yaml');
    execFileSync('mkfifo', [path]);
    expect(refusalOf(() => readText(path)).message).toContain('not a file');
  });
});
