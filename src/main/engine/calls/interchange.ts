import {
  formatDocumentSchema,
  parseDocumentSchema,
  type DocumentCalls,
  type DocumentKind,
} from '../../../contract/document-api.ts';
import { parseInput } from '../../../contract/errors.ts';
import { formatPersona, formatScenario, parsePersona, parseScenario } from '../../library/index.ts';
import type { StudioParts } from './parts.ts';

/** Personas and scenarios as files, in and out. Nothing is stored here. */
export function interchangeCalls({
  library,
}: StudioParts): Pick<DocumentCalls, 'parseDocument' | 'formatDocument'> {
  return {
    parseDocument: async (request) => {
      const { kind, text, fileName } = parseInput(parseDocumentSchema, request, 'The document');
      return kind === 'persona' ? parsePersona(text, fileName) : parseScenario(text, fileName);
    },
    formatDocument: async (request) => {
      const { kind, id, format } = parseInput(formatDocumentSchema, request, 'The request');
      const { document, yaml } = found(library, kind, id);
      const text = format === 'yaml' ? yaml() : `${JSON.stringify(document, null, 2)}\n`;
      return { fileName: `${document.id}.${format}`, text };
    },
  };
}

function found({ personas, scenarios }: StudioParts['library'], kind: DocumentKind, id: string) {
  if (kind === 'persona') {
    const document = personas.get(id);
    return { document, yaml: () => formatPersona(document) };
  }
  const document = scenarios.get(id);
  return { document, yaml: () => formatScenario(document) };
}
