import { StudioError } from '../../contract/errors.ts';
import type { Differences } from './stage-question.ts';

/**
 * Throws for a model without tools: every persona is offered one, by which it hangs up.
 *
 * @param what "LLM of Maya Ortiz (model …)"
 */
export function requireTools(what: string, { refuses = [] }: Differences): void {
  if (!refuses.includes('tools')) return;
  throw new StudioError({
    code: 'provider-failed',
    message: `The ${what} takes no tools, and a persona needs one to hang up.`,
    remedy:
      'Choose a model that takes tools, or have the server allow them (vLLM: --enable-auto-tool-choice).',
  });
}
