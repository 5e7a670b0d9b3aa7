import type { Egress } from '../../../contract/egress.ts';
import { formatBytes } from '../../format/numbers.ts';
import { formatDuration } from '../../format/times.ts';
import { Card } from '../../ui/card.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { KeyValue } from '../../ui/key-value.tsx';
import { StatusDot } from '../../ui/status-dot.tsx';
import type { StatusTone } from '../../ui/tones.ts';

const states: Record<Egress['state'], { tone: StatusTone; label: string }> = {
  starting: { tone: 'busy', label: 'Starting' },
  active: { tone: 'busy', label: 'Recording' },
  ending: { tone: 'busy', label: 'Being stored' },
  complete: { tone: 'ok', label: 'Stored' },
  failed: { tone: 'bad', label: 'Failed' },
  aborted: { tone: 'warn', label: 'Did not begin' },
  'limit-reached': { tone: 'warn', label: 'Cut off at its limit' },
};

const channels: Record<Egress['request'], string> = {
  routes: 'Left side A, right side B',
  'room-composite': 'One voice each, order not fixed',
};

const storages: Record<Egress['storage'], string> = {
  file: 'Disk of the service',
  s3: 'S3',
  gcs: 'Google Cloud',
  azure: 'Azure',
  alioss: 'AliOSS',
};

/** What LiveKit recorded of it; nothing where it was not asked. */
export function EgressCard({ egress }: { egress: Egress | null }) {
  if (!egress) return null;
  const { state, request, storage, files, error } = egress;
  return (
    <Card title="Recording by LiveKit">
      <div className="grid gap-3">
        <StatusDot {...states[state]} className="font-semibold" />
        <KeyValue
          items={[
            ['Storage', storages[storage]],
            // A request that was never taken says nothing of channels.
            ...(egress.id === null ? [] : ([['Channels', channels[request]]] as const)),
          ]}
        />
        {files.map((file) => (
          <EgressFile key={file.location} file={file} />
        ))}
        {error && <ErrorNote error={error} />}
      </div>
    </Card>
  );
}

function EgressFile({ file }: { file: Egress['files'][number] }) {
  const { location, bytes, durationMs } = file;
  const facts = [
    ...(bytes === null ? [] : [formatBytes(bytes)]),
    ...(durationMs === null ? [] : [formatDuration(durationMs)]),
  ];
  return (
    <div className="grid gap-1 border-t border-line pt-3 text-sm">
      <p className="font-mono text-xs break-all">{location}</p>
      <div className="flex items-center justify-between gap-3">
        <span className="text-dim">{facts.join(', ')}</span>
        <CopyButton label="Copy location" text={() => location} />
      </div>
    </div>
  );
}
