import { z } from 'zod';
import { DOCUMENT_KIND, DOCUMENT_VERSION } from '../../contract/conversation-document.ts';
import { StudioError } from '../../contract/errors.ts';
import { personaSchema } from '../../contract/persona.ts';
import { scenarioSchema } from '../../contract/scenario.ts';

const loose = z.looseObject({
  kind: z.unknown().optional(),
  version: z.unknown().optional(),
});

/**
 * Throws, unless JSON says that it is a conversation in a version that is known. The message says what it is
 * instead, and what to do with that.
 */
export function recognise(json: unknown): void {
  const { kind, version } = loose.safeParse(json).data ?? {};
  if (kind !== DOCUMENT_KIND) throw other(json, kind);
  if (version === DOCUMENT_VERSION) return;
  if (typeof version === 'number' && version > DOCUMENT_VERSION) throw newer(version);
  throw refusal('It does not say in which version of the format it is.', EXPORT_AGAIN);
}

const EXPORT_AGAIN = 'Export the conversation again.';

function other(json: unknown, kind: unknown): StudioError {
  if (kind === 'duologue-export') {
    return refusal(
      'It is the table of contents of an export.',
      'Import the folder that it lies in.',
    );
  }
  if (personaSchema.safeParse(json).success) {
    return refusal('It is a persona.', 'Import it on the page Personas.');
  }
  if (scenarioSchema.safeParse(json).success) {
    return refusal('It is a scenario.', 'Import it on the page Scenarios.');
  }
  if (has(json, 'turns', 'scenarioId', 'config')) {
    return refusal(
      'It was written by an older Duologue, which left out what an import needs.',
      'Export the conversation again with this one.',
    );
  }
  return refusal(
    'It is no conversation of Duologue.',
    'Choose a conversation.json that Duologue exported.',
  );
}

function has(json: unknown, ...names: string[]): boolean {
  return typeof json === 'object' && json !== null && names.every((name) => name in json);
}

function newer(version: number): StudioError {
  return new StudioError({
    code: 'invalid-input',
    message: 'It was written by a newer Duologue.',
    remedy: 'Update Duologue, then import it again.',
    details: { version, known: DOCUMENT_VERSION },
  });
}

function refusal(message: string, remedy: string): StudioError {
  return new StudioError({ code: 'invalid-input', message, remedy });
}
