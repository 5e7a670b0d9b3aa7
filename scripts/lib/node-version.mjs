import { StepError } from './step-error.mjs';

export const OLDEST_NODE = 20;

/**
 * The oldest Node that can install everything. (What runs afterwards runs on the Node 24 that was installed.)
 * @param {string} [version] such as `20.11.0`
 */
export function checkNodeVersion(version = process.versions.node) {
  if (Number.parseInt(version, 10) >= OLDEST_NODE) return;
  throw new StepError(
    `Duologue needs Node ${OLDEST_NODE} or newer; this is ${version}.`,
    `Install Node ${OLDEST_NODE} or newer from https://nodejs.org and run the command again.`,
  );
}
