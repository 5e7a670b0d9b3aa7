import { Download } from 'lucide-react';
import type { Conversation } from '../../../contract/conversation.ts';
import { mediaUrl } from '../../api/client.ts';
import { formatBytes } from '../../format/numbers.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { ExportForm } from '../library/export-form.tsx';
import { localRecording } from './recording.ts';

/** The recording as it is, and exports into a folder. */
export function ExportsTab({ conversation }: { conversation: Conversation }) {
  const recording = localRecording(conversation);
  return (
    <div className="grid h-full content-start gap-6 overflow-y-auto p-4">
      <section className="grid gap-2">
        <h2 className="font-semibold">The recording</h2>
        {recording ? (
          <>
            <p className="max-w-measure text-sm text-dim">
              Stereo: {conversation.config.personas.a.name} left,{' '}
              {conversation.config.personas.b.name} right. {formatBytes(recording.bytes)}.
            </p>
            <ButtonLink
              external
              className="w-fit"
              icon={<Download aria-hidden />}
              href={mediaUrl(conversation.id, { download: true })}
            >
              Download WAV
            </ButtonLink>
          </>
        ) : (
          <p className="text-sm text-dim">
            There is none: it ended before anything was recorded, or the file is gone.
          </p>
        )}
      </section>
      <section className="grid gap-2">
        <h2 className="font-semibold">Into a folder</h2>
        <ExportForm ids={[conversation.id]} />
      </section>
    </div>
  );
}
