import { pino } from 'pino';
import { assertNever } from '../../contract/kind.ts';
import {
  toRecorderSchema,
  type FromRecorder,
  type ToRecorder,
} from '../../contract/recorder-messages.ts';
import { connectToHost } from '../../child/connect-to-host.ts';
import { Job } from './job.ts';

/** The recorder: a child process of the host that listens in every room and writes the audio. */
const log = pino({ name: 'recorder' }, pino.destination(2));
const jobs = new Map<string, Job>();

const host = connectToHost<ToRecorder, FromRecorder>({
  schema: toRecorderSchema,
  onMessage: handle,
  onShutdown: async () => {
    await Promise.all([...jobs.values()].map((job) => job.stop()));
  },
  onError: (error) => log.error({ err: error }, 'message of the host failed'),
});

async function handle(message: Exclude<ToRecorder, { kind: 'shutdown' }>): Promise<void> {
  switch (message.kind) {
    case 'record':
      return record(message);
    case 'side':
      return jobs.get(message.conversationId)?.takeSide(message.identity);
    case 'stop':
      await jobs.get(message.conversationId)?.stop();
      return;
    default:
      assertNever(message);
  }
}

async function record(order: Extract<ToRecorder, { kind: 'record' }>): Promise<void> {
  const { conversationId } = order;
  if (jobs.has(conversationId)) return log.warn({ conversationId }, 'is being recorded already');
  const say = (message: FromRecorder): void => {
    if (message.kind === 'finished' || message.kind === 'failed') jobs.delete(conversationId);
    host.send(message);
  };
  const job = new Job(order, say, log);
  jobs.set(conversationId, job);
  await job.start();
}

// One fault must not end the recordings of all: rtc-node throws in event handlers of its own.
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error) => log.error({ err: error }, 'uncaught error'));
}

host.ready();
