import { initializeLogger } from '@livekit/agents';
import { initEot, initVad } from '../turn-taking/models.ts';
import { pino } from 'pino';
import { toWorkerSchema, type FromWorker, type ToWorker } from '../../contract/worker-messages.ts';
import { connectToHost } from '../../child/connect-to-host.ts';
import { Worker } from './worker.ts';

/** The agent worker: a child process of the host that plays one side of every conversation. */
const log = pino(
  { name: 'worker', hooks: { streamWrite: (line) => worker.secrets.removeFrom(line) } },
  pino.destination(2),
);
// What goes wrong is told in messages; the framework's own log repeats it with what providers say.
initializeLogger({ pretty: false, level: process.env['DUOLOGUE_LOG'] ?? 'silent' });

const host = connectToHost<ToWorker, FromWorker>({
  schema: toWorkerSchema,
  onMessage: (message) => worker.handle(message),
  onShutdown: () => worker.close(),
  onError: (error) => log.error({ err: error }, 'message of the host failed'),
});
const worker = new Worker(
  (message) => host.send(message),
  (error) => log.warn({ err: error }, 'a voice is not kept'),
);

// One fault must not end the conversations of all: the framework and its plugins throw on emitters
// and in promises that nobody else can reach.
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error) => {
    const contained = worker.contain(error);
    log.error({ err: error, contained }, 'uncaught error');
  });
}

initVad();
host.ready(await worker.listen());
// After the handshake: it takes a moment, and only agents of others need it.
setImmediate(initEot);
