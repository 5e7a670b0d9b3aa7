import { useState } from 'react';
import { settingsSchema, type SettingsView } from '../../../contract/settings.ts';
import { studio } from '../../api/client.ts';
import { useOverview } from '../../api/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { LiveKitKeys, ProtectionNote } from './keys-section.tsx';
import { TestLine } from './test-line.tsx';
import { useSave } from './use-save.ts';
import { useTest } from './use-test.ts';

/** Which LiveKit carries the sound. */
export function ConnectionSection({ view }: { view: SettingsView }) {
  const { connection: effective } = view.effective;
  const [kind, setKind] = useState(effective.kind);
  const [url, setUrl] = useState(view.settings.connection?.url ?? effective.url ?? '');
  const { save, busy, error } = useSave(view);
  const running = useOverview().data?.running ?? 0;
  const wanted = { kind, ...(kind === 'remote' && url.trim() ? { url: url.trim() } : {}) };
  const test = useTest(`connection ${kind}`, () => studio.testConnection(wanted));
  const changed = kind !== effective.kind || (kind === 'remote' && wanted.url !== effective.url);
  const problem = problemOf(wanted);
  return (
    <>
      <Card title="Where conversations run">
        <div className="grid gap-5">
          <div className="grid gap-2">
            <Segmented
              label="Where conversations run"
              value={kind}
              onChange={setKind}
              options={[
                { value: 'local', label: 'On this computer' },
                { value: 'remote', label: 'Remote LiveKit' },
              ]}
            />
            <p className="max-w-measure text-sm text-dim">
              {kind === 'local'
                ? 'Duologue starts its own LiveKit server, for this computer only. Nothing is to be set up, and no sound leaves the machine.'
                : 'The sound goes through a LiveKit server elsewhere: LiveKit Cloud, or one of your own. It needs an address, a key and a secret.'}
            </p>
          </div>
          {kind === 'remote' && (
            <Field
              label="Address"
              hint="As LiveKit Cloud shows it: wss://my-project.livekit.cloud"
              error={url.trim() ? problem : undefined}
            >
              <Input
                type="url"
                inputMode="url"
                spellCheck={false}
                autoComplete="off"
                placeholder="wss://my-project.livekit.cloud"
                value={url}
                onChange={(event) => setUrl(event.target.value)}
              />
            </Field>
          )}
          {running > 0 && changed && (
            <p className="text-sm text-warn">
              A conversation is running. The connection can be changed when it has ended.
            </p>
          )}
          <TestLine label="Test the connection" test={test} />
          {error && <ErrorNote error={error} />}
          <div className="flex items-center gap-3 border-t border-line pt-4">
            <Button
              variant={changed ? 'primary' : 'secondary'}
              busy={busy}
              disabled={!changed || problem !== undefined}
              onClick={() => save({ connection: wanted })}
            >
              Use this connection
            </Button>
            {!changed && <span className="text-sm text-dim">In use.</span>}
          </div>
        </div>
      </Card>
      {kind === 'remote' && (
        <>
          <Card title="Key and secret">
            <LiveKitKeys view={view} />
          </Card>
          <ProtectionNote view={view} />
        </>
      )}
    </>
  );
}

function problemOf(connection: { kind: 'local' | 'remote'; url?: string }): string | undefined {
  if (connection.kind === 'local') return undefined;
  if (!connection.url) return 'It needs an address.';
  const valid = settingsSchema.shape.connection.safeParse(connection).success;
  return valid ? undefined : 'That is not an address. It begins with wss:// or ws://.';
}
