import { SIDES, type PerSide, type Side } from '../../contract/side.ts';
import type { Down, OnProgress, Ready, WorkerMessage, WorkerPort } from '../conversations/ports.ts';
import { sameConnection, type Connection } from '../livekit/connection.ts';
import type { Log } from '../log.ts';
import { WorkerHost } from '../workers/worker-host.ts';
import type { LivekitPart } from './livekit-part.ts';
import { Router } from './router.ts';
import { SharedPart } from './shared-part.ts';
import { reportEnds, type Report } from './system-board.ts';

export interface WorkersPartOptions {
  livekit: LivekitPart;
  /** Unique to this launch of the studio. */
  instanceId: string;
  /** Keys by provider, as they are now. */
  keys: () => Record<string, string>;
  reports: PerSide<Report>;
  /** Absolute: the folder of all recordings. */
  recordings: string;
  log: Log;
}

interface Workers {
  connection: Connection;
  hosts: PerSide<WorkerHost>;
  ports: PerSide<WorkerPort>;
}

/** Both agent workers: started when first needed, shared by all runs, registered before each. */
export class WorkersPart {
  readonly #options: WorkersPartOptions;
  readonly #shared: SharedPart<Workers>;

  constructor(options: WorkersPartOptions) {
    this.#options = options;
    this.#shared = new SharedPart((show) => this.#make(show));
  }

  /** Resolves when they are registered with LiveKit: only then does a dispatch reach them. */
  async up(
    onProgress: OnProgress,
    sides: readonly Side[] = SIDES,
  ): Promise<Ready<PerSide<WorkerPort>>> {
    const { hosts, ports } = await this.#current(onProgress);
    const who = sides.length > 1 ? 'both workers' : 'the worker';
    onProgress(`registering ${who} with LiveKit`);
    for (const side of sides) {
      if (!hosts[side].state().registered) this.#options.reports[side]('starting');
    }
    await Promise.all(sides.map((side) => registered(hosts[side])));
    const places = sides.map((side) => `${side} on port ${hosts[side].state().port}`);
    return { port: ports, note: `registered: ${places.join(', ')}` };
  }

  /** Tells the workers that run that there are other keys. */
  handleKeys(): void {
    const { hosts } = this.#shared.current ?? {};
    if (hosts) for (const side of SIDES) hosts[side].handleKeys(this.#options.keys());
  }

  /** Ends them; the next run starts others. */
  async release(): Promise<void> {
    const workers = this.#shared.current;
    if (!workers) return;
    this.#shared.forget(workers);
    await stopBoth(workers);
    this.#reportReleased();
  }

  async close(): Promise<void> {
    await stopBoth(await this.#shared.settle());
    for (const side of SIDES) this.#options.reports[side]('idle');
  }

  /** By now a run may have others, which report for themselves. */
  #reportReleased(): void {
    if (this.#shared.current) return;
    for (const side of SIDES) this.#options.reports[side]('idle');
  }

  /** Workers of the LiveKit that there is now: after it was given up or changed, it has another address. */
  async #current(onProgress: OnProgress): Promise<Workers> {
    const { connection } = await this.#options.livekit.link(onProgress);
    const workers = await this.#shared.ensure(onProgress);
    if (sameConnection(workers.connection, connection)) return workers;
    this.#shared.forget(workers);
    await stopBoth(workers);
    return await this.#shared.ensure(onProgress);
  }

  async #make(onProgress: OnProgress): Promise<Workers> {
    const { livekit, instanceId, keys, reports, recordings, log } = this.#options;
    const { connection } = await livekit.link(onProgress);
    const make = (side: Side): WorkerHost =>
      new WorkerHost({ side, instanceId, connection, keys: keys(), recordings, log });
    const hosts = { a: make('a'), b: make('b') };
    for (const side of SIDES) reportOn(hosts[side], reports[side]);
    return { connection, hosts, ports: { a: portOf(hosts.a), b: portOf(hosts.b) } };
  }
}

function reportOn(host: WorkerHost, report: Report): void {
  host.on('registered', () => report('ready', `registered, on port ${host.state().port}`));
  host.on('message', (message) => {
    if (message.kind === 'unregistered' && !message.final)
      report('starting', message.error.message);
  });
  reportEnds(host, report);
}

async function registered(host: WorkerHost): Promise<void> {
  await host.start();
  await host.registered();
}

async function stopBoth(workers: Workers | undefined): Promise<void> {
  if (workers) await Promise.all(SIDES.map((side) => workers.hosts[side].stop()));
}

function portOf(host: WorkerHost): WorkerPort {
  const router = new Router<WorkerMessage | Down>();
  host.on('message', (message) => {
    if ('conversationId' in message) router.emit(message.conversationId, message);
  });
  host.on('down', (error) => router.broadcast(() => ({ kind: 'down', error })));
  return {
    agentName: host.agentName,
    describe: () => describe(host),
    join: (job, token) =>
      void host.send({ kind: 'join', job, token, conversationId: job.conversationId }),
    meet: (conversationId, identity) => void host.send({ kind: 'peer', conversationId, identity }),
    begin: (conversationId) => void host.send({ kind: 'begin', conversationId }),
    hush: (conversationId) => void host.send({ kind: 'hush', conversationId }),
    wrapUp: (conversationId) => void host.send({ kind: 'wrap-up', conversationId }),
    leave: (conversationId) => void host.send({ kind: 'leave', conversationId }),
    subscribe: (conversationId, listener) => router.subscribe(conversationId, listener),
  };
}

function describe(host: WorkerHost): string {
  const { process, registered: isRegistered, trouble } = host.state();
  if (isRegistered) return 'registered, but took no job';
  if (trouble) return `not registered (${trouble.message})`;
  return process === 'up' ? 'running, but not registered' : 'not running';
}
