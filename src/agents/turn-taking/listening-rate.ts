/** Everything that listens does so at this rate, Hz: the one of the bundled models. */
export const LISTENING_RATE = 16_000;
