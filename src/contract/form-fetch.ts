/**
 * `fetch` that sends a form in one piece. Node's own makes the parts of a form while it sends them, and goes
 * on when the request is over before: that throws where nobody can catch it (undici, `extractBody`).
 */
export const formFetch: typeof globalThis.fetch = async (input, init) => {
  if (!(init?.body instanceof FormData)) return await fetch(input, init);
  const form = new Response(init.body);
  const headers = new Headers(init.headers);
  headers.set('content-type', form.headers.get('content-type') ?? '');
  return await fetch(input, { ...init, headers, body: await form.arrayBuffer() });
};
