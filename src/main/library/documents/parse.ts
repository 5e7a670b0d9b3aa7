import { extname } from 'node:path';
import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { parseInput, StudioError } from '../../../contract/errors.ts';
import { personaSchema, type Persona } from '../../../contract/persona.ts';
import { scenarioSchema, type Scenario } from '../../../contract/scenario.ts';
import { plainDataRefusal } from './plain-data.ts';
import { yamlRefusal } from './yaml-budget.ts';

/** Largest document, in bytes. */
export const MAX_BYTES = 1024 * 1024;

/** The error for a document that can't be used. */
export function refusal(name: string, reason: string, options?: ErrorOptions): StudioError {
  return new StudioError(
    {
      code: 'invalid-input',
      message: `${name} can't be used: ${reason}`,
      remedy: 'Mend what is named and try again; the samples show the form.',
      details: { file: name },
    },
    options,
  );
}

/** The part of a parser's message before its drawing of the place. */
function firstLine(message: string): string {
  return message.split('\n', 1)[0]?.replace(/:$/, '') ?? message;
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    const reason = thrown instanceof Error ? firstLine(thrown.message) : String(thrown);
    throw refusal(name, reason, { cause: thrown });
  }
}

function composeYaml(text: string): unknown {
  const document = parseDocument(text, { logLevel: 'error' });
  // A tag that the parser doesn't know is only a warning to it.
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem) throw problem;
  return document.toJS({ maxAliasCount: 0 });
}

function parseYaml(text: string, name: string): unknown {
  const tooMuch = yamlRefusal(text);
  if (tooMuch !== null) throw refusal(name, tooMuch);
  try {
    return composeYaml(text);
  } catch (thrown) {
    if (thrown instanceof RangeError)
      throw refusal(name, 'it is nested too deep', { cause: thrown });
    const reason = thrown instanceof Error ? firstLine(thrown.message) : String(thrown);
    throw refusal(name, reason, { cause: thrown });
  }
}

/** By its name; a text without an ending (pasted, dropped) by its first sign. */
function isJsonText(text: string, name: string): boolean {
  const ending = extname(name).toLowerCase();
  return ending === '.json' || (ending === '' && text.trimStart().startsWith('{'));
}

/** The plain data of a YAML or JSON text. Throws `invalid-input` with name, path and reason. */
export function parseText(text: string, name: string): unknown {
  if (Buffer.byteLength(text) > MAX_BYTES) throw refusal(name, 'it is larger than 1 MiB');
  const plain = text.replace(/^\uFEFF/, '');
  const data = isJsonText(plain, name) ? parseJson(plain, name) : parseYaml(plain, name);
  const reason = plainDataRefusal(data);
  if (reason !== null) throw refusal(name, reason);
  return data;
}

function parseAs<S extends z.ZodType>(schema: S, what: string, text: string, name: string) {
  const data = parseText(text, name);
  const isMap = typeof data === 'object' && data !== null && !Array.isArray(data);
  if (!isMap) throw refusal(name, `it holds no ${what}`);
  return parseInput(schema, data, `${what} file ${name}`);
}

/** A persona from a text; `name` tells its form and stands in messages. Throws `invalid-input`. */
export function parsePersona(text: string, name: string): Persona {
  return parseAs(personaSchema, 'persona', text, name);
}

/** A scenario from a text; `name` tells its form and stands in messages. Throws `invalid-input`. */
export function parseScenario(text: string, name: string): Scenario {
  return parseAs(scenarioSchema, 'scenario', text, name);
}
