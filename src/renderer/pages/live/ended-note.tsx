import { clsx } from 'clsx';
import { CircleCheck, CircleStop, TriangleAlert } from 'lucide-react';
import { Link } from 'wouter';
import type { Conversation } from '../../../contract/conversation.ts';
import type { LiveConversation } from '../../../contract/live.ts';
import { rerunPath } from '../conversation/rerun.ts';
import { endingTitle, isUnderWay } from './endings.ts';

export interface EndedNoteProps {
  live: LiveConversation;
  /** As it is stored; undefined while it is asked for. */
  stored: Conversation | undefined;
  className?: string;
}

/** How it ended, in words, and where it goes on. */
export function EndedNote({ live, stored, className }: EndedNoteProps) {
  if (!live.ended) return null;
  const { endReason, message } = live.ended;
  const title = endingTitle(endReason);
  const href = `/library/${encodeURIComponent(live.id)}`;
  return (
    <div role="status" className={clsx('appear flex gap-3 px-4 py-3', className)}>
      <span aria-hidden className="mt-0.5 [&_svg]:size-4">
        <EndMark status={live.status} />
      </span>
      <div className="grid min-w-0 gap-1">
        <p className="font-semibold">{title}</p>
        {endReason !== 'stopped' && <p className="max-w-measure break-words text-dim">{message}</p>}
        {stored?.error?.remedy && <p className="max-w-measure">{stored.error.remedy}</p>}
        {!isUnderWay(live.status) && (
          <p className="flex flex-wrap gap-x-4">
            <TextLink href={href}>Listen to the recording</TextLink>
            <TextLink href={rerunPath(live.config)}>Run again with changes</TextLink>
          </p>
        )}
      </div>
    </div>
  );
}

function TextLink({ href, children }: { href: string; children: string }) {
  return (
    <Link
      href={href}
      className="inline-flex min-h-8 items-center font-[550] underline underline-offset-2"
    >
      {children}
    </Link>
  );
}

function EndMark({ status }: Pick<LiveConversation, 'status'>) {
  if (status === 'failed') return <TriangleAlert className="text-bad" />;
  if (status === 'stopped') return <CircleStop className="text-dim" />;
  return <CircleCheck className="text-ok" />;
}
