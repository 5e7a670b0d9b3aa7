import { describe, expect, it, vi } from 'vitest';
import type { RpcRequest } from '../../../../src/contract/rpc.ts';
import { RpcClient } from '../../../../src/renderer/api/rpc-client.ts';
import type { ConnectionState, TransportEvents } from '../../../../src/renderer/api/transport.ts';

/** A host that answers when it is told to. */
function arrange(first: ConnectionState = 'open') {
  const sent: RpcRequest[] = [];
  let state = first;
  let events: TransportEvents | undefined;
  const client = new RpcClient((given) => {
    events = given;
    return {
      get state() {
        return state;
      },
      send: (request) => {
        if (state !== 'open') throw new Error('closed');
        sent.push(request);
      },
    };
  });
  const host = {
    sent,
    become: (next: ConnectionState) => {
      state = next;
      events?.onState(next);
    },
    reply: (id: number, result: unknown) =>
      events?.onMessage({ kind: 'reply', id, ok: true, result }),
    refuse: (id: number) =>
      events?.onMessage({
        kind: 'reply',
        id,
        ok: false,
        error: { code: 'not-found', message: 'No such persona.', remedy: 'Choose another.' },
      }),
    push: () => events?.onMessage({ kind: 'push', event: { kind: 'system', parts: [] } }),
  };
  return { client, host };
}

describe('RpcClient', () => {
  it('gives each reply to the call that it answers, whatever the order', async () => {
    const { client, host } = arrange();
    const first = client.studio.getPersona('maya');
    const second = client.studio.getPersona('sam');
    expect(host.sent).toMatchObject([
      { method: 'getPersona', args: ['maya'] },
      { method: 'getPersona', args: ['sam'] },
    ]);
    host.reply(host.sent[1]!.id, 'Sam');
    host.reply(host.sent[0]!.id, 'Maya');
    await expect(first).resolves.toBe('Maya');
    await expect(second).resolves.toBe('Sam');
  });

  it('rejects with the error of the host, its remedy included', async () => {
    const { client, host } = arrange();
    const call = client.studio.getPersona('nobody');
    host.refuse(host.sent[0]!.id);
    await expect(call).rejects.toMatchObject({
      data: { code: 'not-found', remedy: 'Choose another.' },
    });
  });

  it('keeps what is asked before the first connection stands, and sends it then', async () => {
    const { client, host } = arrange('connecting');
    const call = client.studio.listPersonas();
    expect(host.sent).toEqual([]);
    host.become('open');
    host.reply(host.sent[0]!.id, []);
    await expect(call).resolves.toEqual([]);
  });

  it('rejects what waits when the host goes away, and what is asked while it is away', async () => {
    const { client, host } = arrange();
    const waiting = client.studio.listPersonas();
    host.become('lost');
    await expect(waiting).rejects.toMatchObject({ data: { code: 'connection-lost' } });
    const later = client.studio.listPersonas();
    await expect(later).rejects.toMatchObject({ data: { code: 'connection-lost' } });
    expect(host.sent).toHaveLength(1);
  });

  it('leaves out what was left out', () => {
    const { client, host } = arrange();
    void client.studio.savePersona({} as never, undefined);
    void client.studio.listConversations();
    expect(host.sent.map(({ args }) => args)).toEqual([[{}], []]);
  });

  it('hands events to whoever listens, and no longer', () => {
    const { client, host } = arrange();
    const listener = vi.fn();
    const stop = client.onEvent(listener);
    host.push();
    stop();
    host.push();
    expect(listener).toHaveBeenCalledTimes(1);
    expect(listener).toHaveBeenCalledWith({ kind: 'system', parts: [] });
  });

  it('tells every change of the connection', () => {
    const { client, host } = arrange('connecting');
    const states: ConnectionState[] = [];
    client.onState(() => states.push(client.getState()));
    host.become('open');
    host.become('lost');
    host.become('open');
    expect(states).toEqual(['open', 'lost', 'open']);
  });
});
