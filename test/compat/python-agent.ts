/**
 * A persona calls an unmodified Python agent on the real livekit-server; call.py looks at what became of it.
 *
 *     node test/compat/python-agent.ts PYTHON FOLDER    with livekit-agents of requirements-agent.txt
 */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Rooms } from '../../src/main/livekit/rooms.ts';
import { embeddedServer } from '../fixtures/livekit/support.ts';
import { AGENT, bakeryReply, isAgents } from '../support/bakery.ts';
import { FakeOpenAi, type ChatBody } from '../support/fake-openai/index.ts';
import { StockServer } from '../support/stock-server.ts';
import { fixtureRequest, StudioFixture } from '../support/studio-fixture.ts';

/** A call takes 30 s, on a busy machine longer; what hangs is ended, with all that was started. */
const LONGEST_MS = 300_000;

const [python = 'python3', folder = 'out/compat/call'] = process.argv.slice(2);
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
  // Only an exit ends the agent; the studio's children see that their host is gone.
  process.on(signal, () => process.exit(1));
}
setTimeout(() => {
  console.error(`The call was not over within ${LONGEST_MS / 1000} s.`);
  process.exit(1);
}, LONGEST_MS).unref();

const livekit = await embeddedServer();
const connection = await livekit.start();
const fake = await FakeOpenAi.start({ reply: bakeryReply });
const { baseUrl } = fake;
const [stock, fixture] = await Promise.all([
  StockServer.start(connection, {
    ...{ agentName: 'bakery', baseUrl },
    command: [python, path.join(import.meta.dirname, 'stock_agent.py'), 'start'],
  }),
  StudioFixture.open({
    LIVEKIT_URL: connection.url,
    LIVEKIT_API_KEY: connection.apiKey,
    LIVEKIT_API_SECRET: connection.apiSecret,
    DUOLOGUE_CONNECTION: 'remote',
    OPENAI_API_KEY: 'sk-caller-0123456789',
    OPENAI_BASE_URL: baseUrl,
  }),
]);
try {
  const { scenario, ...rest } = fixtureRequest('tiny');
  if (typeof scenario === 'string') throw new Error('the fixture is a document');
  const conversation = await fixture.run({
    ...rest,
    scenario: { ...scenario, opener: 'b' },
    provider: 'openai',
    sides: { b: { kind: 'external', agentName: 'bakery' } },
  });
  const roomsLeft = await new Rooms(connection, { owner: 'compat' }).list();
  mkdirSync(folder, { recursive: true });
  const recording = conversation.recordings.find(({ kind }) => kind === 'local');
  if (recording) {
    copyFileSync(
      path.resolve(fixture.directory, recording.path),
      path.join(folder, 'recording.wav'),
    );
  }
  const found = { conversation, lines: AGENT, understood: understood(), roomsLeft };
  writeFileSync(path.join(folder, 'call.json'), JSON.stringify(found, null, 2));
} finally {
  await fixture.close();
  await stock.stop();
  await fake.close();
  await livekit.stop();
}

/** What the agent took the caller to have said, as its language model got it last. */
function understood(): unknown[] {
  const asked = fake.of('chat').map(({ body }) => body as unknown as ChatBody);
  const last = asked.filter((body) => isAgents(body)).at(-1);
  return (last?.messages ?? []).filter(({ role }) => role === 'user').map(({ content }) => content);
}
