/**
 * A persona calls an unmodified Python agent on the real livekit-server.
 *
 *     pip install livekit-agents livekit-plugins-openai
 *     node test/compat/python-agent.ts <python>
 */
import path from 'node:path';
import { embeddedServer } from '../fixtures/livekit/support.ts';
import { bakeryReply } from '../support/bakery.ts';
import { FakeOpenAi } from '../support/fake-openai/index.ts';
import { StockServer } from '../support/stock-server.ts';
import { fixtureRequest, StudioFixture } from '../support/studio-fixture.ts';

const python = process.argv[2] ?? 'python3';
const livekit = await embeddedServer();
const connection = await livekit.start();
const fake = await FakeOpenAi.start({ reply: bakeryReply });
const command = [python, path.join(import.meta.dirname, 'stock_agent.py'), 'start'];
const baseUrl = fake.baseUrl;
const stock = await StockServer.start(connection, { agentName: 'bakery', baseUrl, command });
const fixture = await StudioFixture.open({
  LIVEKIT_URL: connection.url,
  LIVEKIT_API_KEY: connection.apiKey,
  LIVEKIT_API_SECRET: connection.apiSecret,
  DUOLOGUE_CONNECTION: 'remote',
  OPENAI_API_KEY: 'sk-caller-0123456789',
  OPENAI_BASE_URL: baseUrl,
});
try {
  const { scenario, ...rest } = fixtureRequest('tiny');
  if (typeof scenario === 'string') throw new Error('the fixture is a document');
  const conversation = await fixture.run({
    ...rest,
    scenario: { ...scenario, opener: 'b' },
    provider: 'openai',
    sides: { b: { kind: 'external', agentName: 'bakery' } },
  });
  const { status, endReason, endMessage, turns, metrics } = conversation;
  for (const { side, startMs, endMs, text, heard, interrupted } of turns)
    console.log(side, Math.round(startMs), Math.round(endMs), interrupted, text, '| heard:', heard);
  console.log({ status, endReason, endMessage, metrics });
  const agent = turns.filter(({ side, text }) => side === 'b' && text !== '');
  const isGood = endReason === 'goodbye' && agent.length >= 3;
  if (!isGood) process.exitCode = 1;
} finally {
  await fixture.close();
  await stock.stop();
  await fake.close();
  await livekit.stop();
}
