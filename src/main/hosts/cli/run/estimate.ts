import type { StartConversation } from '../../../../contract/studio-api.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { renderEstimate } from '../render/cost.ts';
import type { Session } from '../session.ts';

/** Says what a run would cost; starts nothing. */
export async function printEstimate(
  { studio, output }: Session,
  request: StartConversation | undefined,
  count: number,
): Promise<ExitCode> {
  if (request === undefined) return EXIT.failure;
  const estimate = await studio.estimateRun({ request, count });
  output.result({ estimate: { ...estimate, count } }, (screen) =>
    renderEstimate(estimate, count, screen),
  );
  return EXIT.ok;
}
