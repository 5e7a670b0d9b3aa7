/** Opens the library of the directory argv[2] and holds it until it is killed. */
import { openLibrary } from '../../../../src/main/library/index.ts';

const log = { info: () => undefined, warn: () => undefined };
openLibrary({ directory: process.argv[2] ?? '', log, host: 'cli' });
// The lock must not depend on anybody referring to the library.
(globalThis as { gc?: () => void }).gc?.();
process.on('disconnect', () => process.exit());
process.send?.('held');
