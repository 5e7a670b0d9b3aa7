import type { WebSocket } from 'ws';
import type { FakeEar } from './ear.ts';
import { FakeSession } from './realtime-session.ts';
import { clientEventSchema } from './realtime-settings.ts';
import type { RealtimeEvent } from './realtime-response.ts';
import type { Behaviour, FakeOptions, RecordedRequest } from './types.ts';

export interface RealtimePorts {
  record: RecordedRequest;
  behaviour: Behaviour;
  options: FakeOptions;
  ear: FakeEar;
}

/** Serves one WebSocket of `/v1/realtime`. */
export function serveRealtime(socket: WebSocket, ports: RealtimePorts): void {
  const { record, behaviour, options, ear } = ports;
  if (behaviour.kind === 'cut' && behaviour.afterBytes === 0) return socket.terminate();
  let sentBytes = 0;
  const send = (event: RealtimeEvent): void => {
    if (behaviour.kind === 'silent' || socket.readyState !== socket.OPEN) return;
    const text = behaviour.kind === 'garbage' ? '{"type": ' : JSON.stringify(event);
    record.messages.push({ from: 'server', message: event });
    socket.send(text);
    sentBytes += text.length;
    if (behaviour.kind === 'cut' && sentBytes >= behaviour.afterBytes) socket.terminate();
  };
  const model = new URL(record.path, 'http://fake').searchParams.get('model') ?? '';
  if (options.models && model !== '' && !options.models.includes(model)) {
    const message = `The model \`${model}\` does not exist or you do not have access to it.`;
    send({
      type: 'error',
      error: { type: 'invalid_request_error', code: 'model_not_found', message },
    });
    socket.close(4000, 'model_not_found');
    return;
  }
  const session = new FakeSession(model, { send, ear, options, behaviour });
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString()) as Record<string, unknown>;
    record.messages.push({ from: 'client', message });
    const event = clientEventSchema.safeParse(message);
    if (event.success) session.take(event.data);
    else
      send({
        type: 'error',
        error: { type: 'invalid_request_error', message: event.error.message },
      });
  });
  socket.on('close', () => session.close());
}
