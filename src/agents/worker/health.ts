import { serve, type ServerType } from '@hono/node-server';
import { Hono } from 'hono';

export interface WorkerFacts {
  agentName: string;
  registered: boolean;
  jobs: number;
}

/**
 * The worker's health endpoint on loopback, as the framework's workers have it: `/` answers 200 while
 * the worker is registered and 503 otherwise, `/worker` gives facts.
 * @returns the server and the free port that it took
 */
export function serveHealth(
  facts: () => WorkerFacts,
): Promise<{ server: ServerType; port: number }> {
  const app = new Hono();
  app.get('/', (c) => (facts().registered ? c.text('OK') : c.text('not registered', 503)));
  app.get('/worker', (c) => c.json(facts()));
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, (address) =>
      resolve({ server, port: address.port }),
    );
    server.on('error', reject);
  });
}
