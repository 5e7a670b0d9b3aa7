/**
 * What a chat can do without, by the name of its parameter, with the older name that some servers know it
 * by. (`max_tokens` is what `max_completion_tokens` was called until 2024.)
 */
const DISPENSABLE: Readonly<Record<string, string | null>> = {
  temperature: null,
  max_completion_tokens: 'max_tokens',
  max_tokens: null,
  reasoning_effort: null,
  parallel_tool_calls: null,
  stream_options: null,
};

type Fields = Record<string, unknown>;

/**
 * `fetch` for chats: a parameter that a model refuses with 400 is left out, once for each, and from then
 * on. Which models take which isn't known beforehand, least of all of servers of one's own.
 *
 * @param onLeftOut told once for each parameter
 */
export function lenientFetch(
  fetch: typeof globalThis.fetch,
  onLeftOut: (parameter: string) => void,
): typeof globalThis.fetch {
  const refused = new Set<string>();
  return async (input, init) => {
    if (typeof init?.body !== 'string') return fetch(input, init);
    const asked = JSON.parse(init.body) as Fields;
    for (;;) {
      const fields = without(asked, refused);
      const answer = await fetch(input, { ...init, body: JSON.stringify(fields) });
      if (answer.status !== 400) return answer;
      const text = await answer.text();
      const parameter = refusedParameter(text, fields);
      if (parameter === undefined) {
        return new Response(text, { status: answer.status, headers: answer.headers });
      }
      refused.add(parameter);
      onLeftOut(parameter);
    }
  };
}

function without(fields: Fields, refused: ReadonlySet<string>): Fields {
  const kept: Fields = {};
  for (const [name, value] of Object.entries(fields)) {
    const other = refused.has(name) ? DISPENSABLE[name] : name;
    if (other && !refused.has(other)) kept[other] = value;
  }
  return kept;
}

/** By `error.param`, else by its name in what the server says. */
function refusedParameter(answer: string, fields: Fields): string | undefined {
  const sent = Object.keys(DISPENSABLE).filter((name) => name in fields);
  const said = /"param"\s*:\s*"([^"]+)"/.exec(answer)?.[1];
  return sent.find((name) => name === said) ?? sent.find((name) => answer.includes(name));
}
