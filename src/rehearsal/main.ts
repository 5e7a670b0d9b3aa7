import { serve } from '@hono/node-server';
import pino from 'pino';
import { toErrorData } from '../contract/errors.ts';
import {
  toRehearsalSchema,
  type FromRehearsal,
  type ToRehearsal,
} from '../contract/rehearsal-messages.ts';
import { connectToHost } from '../child/connect-to-host.ts';
import { Aligner } from './align/aligner.ts';
import { Ear } from './ear/ear.ts';
import { Mind } from './mind/mind.ts';
import { rehearsalApp } from './server.ts';
import { Speaker } from './voice/speaker.ts';

const log = pino({ name: 'rehearsal' }, pino.destination(2));
const mind = new Mind();
const speaker = new Speaker();
const ear = new Ear();
const aligner = new Aligner();

const host = connectToHost<ToRehearsal, FromRehearsal>({
  schema: toRehearsalSchema,
  onMessage(message) {
    if (message.kind === 'open') {
      mind.open(message);
      log.info({ conversationId: message.conversationId }, 'conversation opened');
      return;
    }
    mind.close(message.conversationId);
    ear.forget(message.conversationId);
    log.info({ conversationId: message.conversationId }, 'conversation closed');
  },
  async onShutdown() {
    server.close();
    await Promise.all([speaker.close(), ear.close(), aligner.close()]);
    log.info('ended');
  },
  onError: (error) => log.error({ error: toErrorData(error) }, 'a message of the host failed'),
});

const { fetch } = rehearsalApp({ mind, speaker, ear, aligner, log });
const server = serve({ fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => void open(port));

/** A thread that is lost can't be had back in this process: the host starts a fresh one. */
Promise.race([speaker.lost, ear.lost]).catch((error: unknown) => {
  log.fatal({ error: toErrorData(error) }, 'a thread has ended');
  process.exit(1);
});

/** Says that it is ready once the voice is; that it never will be is told by `lost`. */
async function open(port: number): Promise<void> {
  await speaker.ready.catch(() => new Promise<never>(() => {}));
  log.info({ port }, 'ready');
  host.ready(port);
}
