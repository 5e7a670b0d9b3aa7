import type { ErrorData } from '../../../../contract/errors.ts';
import { inert } from './inert.ts';
import type { Palette } from './palette.ts';

/** An error for a person: one sentence, then what to do; the details only where asked for. */
export function renderError(error: ErrorData, palette: Palette, details?: string): string {
  const lines = [`${palette.bad('error:')} ${inert(error.message)}`];
  if (error.remedy !== undefined) lines.push(`  ${palette.dim('→')} ${inert(error.remedy)}`);
  if (details !== undefined && details !== '') lines.push(palette.dim(indent(details)));
  return lines.join('\n');
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${inert(line)}`)
    .join('\n');
}
