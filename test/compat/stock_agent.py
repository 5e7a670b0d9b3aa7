"""
An agent as people have it: livekit-agents' AgentServer, an AgentSession with its defaults, the OpenAI plugin
for all three stages. It knows nothing of Duologue.
"""

import os

from livekit.agents import Agent, AgentServer, AgentSession, JobContext, cli
from livekit.plugins import openai

server = AgentServer(
    host="127.0.0.1",
    port=int(os.environ["STOCK_AGENT_PORT"]),
    # A test machine may be busy; a dispatch would be dropped without a word.
    load_fnc=lambda *_: 0.0,
)


@server.rtc_session(agent_name=os.environ["STOCK_AGENT_NAME"])
async def entry(ctx: JobContext) -> None:
    session = AgentSession(
        stt=openai.STT(model="whisper-1", use_realtime=False),
        llm=openai.LLM(),
        # The fake server of the tests has no MP3, which is the default.
        tts=openai.TTS(response_format="wav"),
    )
    await session.start(agent=Agent(instructions="STOCK AGENT. You take calls at a bakery."), room=ctx.room)
    session.generate_reply(instructions="Greet the caller.")


if __name__ == "__main__":
    cli.run_app(server)
