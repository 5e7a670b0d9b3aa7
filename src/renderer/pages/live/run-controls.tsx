import { useMutation } from '@tanstack/react-query';
import { ArrowRight, Flag, RotateCcw, Square } from 'lucide-react';
import type { LiveConversation } from '../../../contract/live.ts';
import { studio } from '../../api/client.ts';
import { usePaletteCommands } from '../../shell/palette-store.ts';
import { useShortcuts } from '../../shell/shortcuts.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { toast } from '../../ui/toast.ts';
import { Tooltip } from '../../ui/tooltip.tsx';
import { rerunRequest } from '../conversation/rerun.ts';
import { useStart } from '../run/use-start.ts';
import { isUnderWay } from './endings.ts';

const STOP_KEYS = 'mod+.';
const FINISH_KEYS = 'f';

/** What can be done with a run now: end it, or, when it is over, read it or run it again. */
export function RunControls({ live }: { live: LiveConversation }) {
  return isUnderWay(live.status) ? <EndControls live={live} /> : <OverControls live={live} />;
}

function EndControls({ live }: { live: LiveConversation }) {
  const { id, status, finishing } = live;
  const onError = (error: unknown) => toast.error(error);
  const stop = useMutation({ mutationFn: () => studio.stopConversation(id), onError });
  const finish = useMutation({ mutationFn: () => studio.letFinish(id), onError });
  const saving = status === 'finishing';
  const stopping = stop.isPending || saving;
  const asked = finishing || finish.isPending;
  const canFinish = status === 'running' && !asked && !stopping;
  const actions = [
    {
      keys: STOP_KEYS,
      label: 'Stop the conversation',
      run: () => stop.mutate(),
      enabled: !stopping,
    },
    { keys: FINISH_KEYS, label: 'Let them finish', run: () => finish.mutate(), enabled: canFinish },
  ];
  useShortcuts('Live', actions);
  usePaletteCommands(
    actions
      .filter(({ enabled }) => enabled)
      .map(({ keys, label, run }) => ({ id: label, label, group: 'Live', shortcut: keys, run })),
  );
  return (
    <>
      <Tooltip content="They say goodbye within a few turns" shortcut={FINISH_KEYS}>
        <Button icon={<Flag aria-hidden />} disabled={!canFinish} onClick={() => finish.mutate()}>
          {asked ? 'Asked to finish' : 'Let them finish'}
        </Button>
      </Tooltip>
      <Tooltip content="Ends it now; what was said is kept" shortcut={STOP_KEYS}>
        <Button
          variant="danger"
          icon={<Square aria-hidden />}
          disabled={stopping}
          onClick={() => stop.mutate()}
        >
          {saving ? 'Saving…' : stop.isPending ? 'Stopping…' : 'Stop'}
        </Button>
      </Tooltip>
    </>
  );
}

function OverControls({ live }: { live: LiveConversation }) {
  const start = useStart();
  return (
    <>
      <Button
        icon={<RotateCcw aria-hidden />}
        busy={start.isPending}
        onClick={() => start.mutate(rerunRequest(live.config), { onError: (e) => toast.error(e) })}
      >
        Run again
      </Button>
      <ButtonLink
        href={`/library/${encodeURIComponent(live.id)}`}
        variant="primary"
        icon={<ArrowRight aria-hidden />}
      >
        Open
      </ButtonLink>
    </>
  );
}
