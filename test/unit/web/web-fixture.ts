import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pino } from 'pino';
import { StudioError } from '../../../src/contract/errors.ts';
import type { StudioApi } from '../../../src/contract/studio-api.ts';
import type { StudioEvent } from '../../../src/contract/studio-events.ts';
import { startWebHost, type WebHost } from '../../../src/main/hosts/web/index.ts';

export const silentLog = pino({ level: 'silent' });

/** A studio whose calls are noted; only those that are given do something. */
export class NotedStudio {
  readonly calls: { method: string; args: unknown[] }[] = [];
  readonly #listeners = new Set<(event: StudioEvent) => void>();
  readonly api: StudioApi;

  constructor(given: Partial<StudioApi> = {}) {
    const own = {
      subscribe: (listener: (event: StudioEvent) => void) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
      getSettings: () => Promise.resolve({ effective: { connection: { kind: 'local' } } }),
      ...given,
    };
    this.api = new Proxy({} as StudioApi, {
      get: (_target, name) =>
        this.#method(
          String(name),
          Reflect.get(own, name) as ((...args: unknown[]) => unknown) | undefined,
        ),
    });
  }

  emit(event: StudioEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  get listening(): number {
    return this.#listeners.size;
  }

  #method(method: string, given: ((...args: unknown[]) => unknown) | undefined) {
    return (...args: unknown[]): unknown => {
      if (method === 'subscribe' || method === 'getSettings') {
        return given?.(...args);
      }
      this.calls.push({ method, args });
      if (given !== undefined) return given(...args);
      throw new StudioError({ code: 'not-found', message: `There is no ${String(args[0])}.` });
    };
  }
}

/** A built page of four files, one of them a way out of it, with a secret beside it. */
export function pageDirectory(): { directory: string; remove: () => void } {
  const home = mkdtempSync(join(tmpdir(), 'duologue-page-'));
  const directory = join(home, 'renderer');
  mkdirSync(join(directory, 'assets'), { recursive: true });
  writeFileSync(join(home, 'secret.txt'), 'SECRET');
  writeFileSync(join(directory, 'index.html'), '<!doctype html><title>The page</title>');
  writeFileSync(join(directory, 'theme.js'), 'theme');
  writeFileSync(join(directory, 'assets', 'app-1a2b.js'), 'app');
  // Windows lets only some users make links.
  if (process.platform !== 'win32') {
    symlinkSync(join(home, 'secret.txt'), join(directory, 'assets', 'way-out.js'));
  }
  return { directory, remove: () => rmSync(home, { recursive: true, force: true }) };
}

/** A web host on any free port, with a session. */
export class WebFixture {
  readonly studio: NotedStudio;
  readonly host: WebHost;
  readonly home: string;
  readonly #remove: () => void;

  private constructor(studio: NotedStudio, host: WebHost, home: string, remove: () => void) {
    this.studio = studio;
    this.host = host;
    this.home = home;
    this.#remove = remove;
  }

  static async open(given: Partial<StudioApi> = {}): Promise<WebFixture> {
    const { directory, remove } = pageDirectory();
    const studio = new NotedStudio(given);
    const host = await startWebHost({
      studio: studio.api,
      log: silentLog,
      port: 0,
      rendererDirectory: directory,
    });
    return new WebFixture(studio, host, directory, remove);
  }

  get origin(): string {
    return `http://127.0.0.1:${this.host.port}`;
  }

  /** The cookie of a new session, as a request header has it. */
  async session(): Promise<string> {
    const answer = await fetch(this.host.newLink(), { redirect: 'manual' });
    const [cookie] = answer.headers.getSetCookie();
    return cookie?.split(';')[0] ?? '';
  }

  /** Sends bytes as they are. */
  async raw(lines: readonly string[], body = ''): Promise<RawAnswer> {
    const socket = connect(this.host.port, '127.0.0.1');
    socket.write([...lines, '', body].join('\r\n'));
    // Every answer closes by itself; a connection that is kept open is given up.
    socket.setTimeout(20_000, () => socket.destroy());
    const text = (await buffer(socket)).toString('latin1');
    const status = Number(/^HTTP\/1\.[01] (\d{3})/u.exec(text)?.[1] ?? Number.NaN);
    return { status, text };
  }

  async close(): Promise<void> {
    await this.host.close();
    this.#remove();
  }
}

export interface RawAnswer {
  status: number;
  text: string;
}
