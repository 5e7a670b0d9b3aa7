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
  tool_choice: null,
  tools: null,
};
/** What means nothing without tools, and is refused then. */
const ABOUT_TOOLS: ReadonlySet<string> = new Set(['tools', 'tool_choice', 'parallel_tool_calls']);

/** What says that a parameter is refused, in words or by its name. */
const REFUSES: ReadonlySet<number> = new Set([400, 422]);
/** What else says that there are no tools: OpenRouter answers 404, llama.cpp's server 500. */
const REFUSES_TOOLS: ReadonlySet<number> = new Set([...REFUSES, 404, 500, 501]);
const NO_TOOLS =
  /\b(tools?|function call\w*)\b.{0,40}\b(support\w*|requires?|enabled?|not)\b|\bsupport\w*\b.{0,30}\b(tools?|function call\w*)\b/i;

type Fields = Record<string, unknown>;

/**
 * `fetch` for chats: a parameter that a model refuses is left out, once for each, and from then on. Which
 * models take which isn't known beforehand, least of all of servers of one's own.
 *
 * @param onLeftOut told once for each parameter without which the model answers
 */
export function lenientFetch(
  fetch: typeof globalThis.fetch,
  onLeftOut: (parameter: string) => void,
): typeof globalThis.fetch {
  const known = new Set<string>();
  return async (input, init) => {
    if (typeof init?.body !== 'string') return fetch(input, init);
    const asked = JSON.parse(init.body) as Fields;
    const refused = new Set(known);
    for (;;) {
      const fields = without(asked, refused);
      const answer = await fetch(input, { ...init, body: JSON.stringify(fields) });
      if (answer.ok) {
        // Another request may have learned the same meanwhile.
        const learned = [...refused].filter((parameter) => !known.has(parameter));
        for (const parameter of learned) {
          known.add(parameter);
          onLeftOut(parameter);
        }
      }
      if (!REFUSES_TOOLS.has(answer.status)) return answer;
      const text = await answer.text();
      const parameter = refusedParameter(answer.status, text, fields);
      if (parameter === undefined) {
        return new Response(text, { status: answer.status, headers: answer.headers });
      }
      refused.add(parameter);
    }
  };
}

function without(fields: Fields, refused: ReadonlySet<string>): Fields {
  const kept: Fields = {};
  for (const [name, value] of Object.entries(fields)) {
    if (refused.has('tools') && ABOUT_TOOLS.has(name)) continue;
    const other = refused.has(name) ? DISPENSABLE[name] : name;
    if (other && !refused.has(other)) kept[other] = value;
  }
  return kept;
}

/** By `error.param`, else by its name in what the server says. */
function refusedParameter(status: number, answer: string, fields: Fields): string | undefined {
  if ('tools' in fields && NO_TOOLS.test(answer)) return 'tools';
  if (!REFUSES.has(status)) return undefined;
  const sent = Object.keys(DISPENSABLE).filter((name) => name in fields);
  const said = /"param"\s*:\s*"([^"]+)"/.exec(answer)?.[1];
  return sent.find((name) => name === said) ?? sent.find((name) => answer.includes(name));
}
