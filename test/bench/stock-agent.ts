/**
 * A stock LiveKit agent: AgentServer, default turn detection, the OpenAI plugin. Two things are not
 * the default: `participantKinds`, without which two agents never hear each other, and `loadFunc`,
 * since a dispatch is dropped without a word when the machine is busy.
 */
import { cli, defineAgent, ServerOptions, voice, type JobContext } from '@livekit/agents';
import * as openai from '@livekit/agents-plugin-openai';
import { ParticipantKind, RoomEvent, type Room } from '@livekit/rtc-node';
import { fileURLToPath } from 'node:url';
import { clientFor } from '../../src/agents/speech/clients.ts';
import { parseJob } from '../../src/agents/worker/jobs.ts';

export default defineAgent({
  entry: async (ctx: JobContext) => {
    const job = parseJob(ctx.job.metadata);
    await ctx.connect();
    const context = { conversationId: job.conversationId, side: job.side, keys: {} };
    if (job.player.kind !== 'pipeline') throw new Error('the stock pair is made of pipelines');
    if (job.peer.kind !== 'ours') throw new Error('the stock pair talks to each other');
    const { player: stages, peer } = job;
    const ears = clientFor(stages.stt, context);
    const session = new voice.AgentSession({
      stt: new openai.STT({
        client: ears,
        apiKey: 'none',
        model: stages.stt.model,
        language: 'en',
        useRealtime: false,
      }),
      llm: new openai.LLM({ client: clientFor(stages.llm, context), model: stages.llm.model }),
      tts: new openai.TTS({
        client: clientFor(stages.tts, context),
        model: stages.tts.model,
        voice: stages.tts.voice as never,
      }),
    });
    await session.start({
      agent: new voice.Agent({ instructions: job.instructions }),
      room: ctx.room,
      record: false,
      inputOptions: {
        participantIdentity: peer.identity,
        participantKinds: [ParticipantKind.AGENT],
      },
    });
    if (job.opener) {
      await untilPresent(ctx.room, peer.identity);
      session.generateReply({ instructions: 'You speak first: say your opening line.' });
    }
  },
});

/** The framework's own wait skips agents. */
function untilPresent(room: Room, identity: string): Promise<void> {
  return new Promise((resolve) => {
    const look = () => room.remoteParticipants.has(identity) && resolve();
    room.on(RoomEvent.ParticipantConnected, look);
    look();
  });
}

// The framework's job processes import this file too; only the first process is the server.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  cli.runApp(
    new ServerOptions({
      agent: fileURLToPath(import.meta.url),
      agentName: process.env['STOCK_AGENT_NAME'] ?? 'stock',
      host: '127.0.0.1',
      port: Number(process.env['STOCK_AGENT_PORT']),
      loadFunc: () => Promise.resolve(0),
      requestFunc: async (request) => {
        const { identity, name } = parseJob(request.job.metadata);
        await request.accept(name, identity);
      },
    }),
  );
}
