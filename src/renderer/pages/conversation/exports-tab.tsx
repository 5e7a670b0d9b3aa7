import { Download } from 'lucide-react';
import type { Conversation } from '../../../contract/conversation.ts';
import type { Span } from '../../lanes/types.ts';
import { mediaUrl } from '../../api/client.ts';
import { ExportFields } from '../../exports/export-fields.tsx';
import { ExportFoot } from '../../exports/export-foot.tsx';
import { ExportProgressView } from '../../exports/export-progress-view.tsx';
import type { ExportWork } from '../../exports/use-export.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { ClipFields } from './clip-fields.tsx';
import { turnCount, type Selected } from './clip-selection.ts';
import { localRecording, stemsOf } from './recording.ts';

export type ExportPart = 'whole' | 'clip';

export interface ExportsTabProps {
  conversation: Conversation;
  work: ExportWork;
  part: ExportPart;
  onPart: (part: ExportPart) => void;
  selected: Selected | null;
  selection: Span | null;
  onSpan: (span: Span) => void;
  /** Undefined: there is no recording. */
  onPlay: (() => void) | undefined;
}

/** The conversation, or a clip of it, as files in a folder; and the recording as it is. */
export function ExportsTab(props: ExportsTabProps) {
  const { conversation, work, part, onPart, selected, selection, onSpan, onPlay } = props;
  const { personas } = conversation.config;
  const names = { a: personas.a.name, b: personas.b.name };
  if (work.begun) {
    return (
      <div className="h-full overflow-y-auto p-4">
        <div className="grid max-w-xl gap-6">
          <ExportProgressView key={work.begun.id} first={work.begun} onAgain={work.again} />
          <Downloads conversation={conversation} />
        </div>
      </div>
    );
  }
  return (
    <div className="flex h-full flex-col">
      <div className="min-h-0 flex-1 overflow-y-auto p-4">
        <div className="grid max-w-4xl gap-4">
          <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
            <Field label="What" className="shrink-0">
              <Segmented
                label="What"
                value={part}
                onChange={onPart}
                options={[
                  { value: 'whole', label: 'The whole conversation' },
                  { value: 'clip', label: 'A clip' },
                ]}
              />
            </Field>
            {part === 'clip' && (
              <ClipFields
                span={selection}
                turns={turnCount(selected, conversation.turns)}
                durationMs={conversation.durationMs}
                {...{ onSpan, onPlay }}
              />
            )}
          </div>
          <ExportFields {...{ work, names }} />
          <Downloads conversation={conversation} />
        </div>
      </div>
      <div className="shrink-0 border-t border-line px-4 py-2.5">
        <div className="max-w-4xl">
          <ExportFoot work={work} isClip={part === 'clip'} />
        </div>
      </div>
    </div>
  );
}

function Downloads({ conversation }: { conversation: Conversation }) {
  if (!localRecording(conversation)) return null;
  const { id } = conversation;
  return (
    <div className="-mt-1 flex flex-wrap items-center gap-x-1">
      <span className="mr-1 text-sm text-dim">Or one file at once:</span>
      <ButtonLink
        external
        size="sm"
        variant="quiet"
        icon={<Download aria-hidden />}
        href={mediaUrl(id, { download: true })}
      >
        Download WAV
      </ButtonLink>
      {stemsOf(conversation) && (
        <ButtonLink
          external
          size="sm"
          variant="quiet"
          icon={<Download aria-hidden />}
          href={mediaUrl(id, { download: true, kind: 'stems' })}
        >
          Download stems
        </ButtonLink>
      )}
    </div>
  );
}
