import { PanelRight, RotateCcw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Conversation } from '../../../contract/conversation.ts';
import { studio } from '../../api/client.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { toast } from '../../ui/toast.ts';
import { restore, trash } from '../library/trash-actions.ts';
import { rerunPath, rerunRequest } from './rerun.ts';

interface PageActionsProps {
  conversation: Conversation;
  /** Where notes and facts have no room beside the transcript. */
  onAside: (() => void) | undefined;
}

/** Run again, delete; where it lies in the trash, restore. */
export function PageActions({ conversation, onAside }: PageActionsProps) {
  const { id, trashedAt, config } = conversation;
  const [, navigate] = useLocation();
  const [starting, setStarting] = useState(false);
  const again = async () => {
    setStarting(true);
    try {
      const run = await studio.startConversation(rerunRequest(config));
      navigate(`/live/${encodeURIComponent(run.id)}`);
    } catch (error) {
      toast.error(error);
      setStarting(false);
    }
  };
  const remove = async () => {
    if (await trash([id])) navigate('/library');
  };
  return (
    <>
      {onAside && (
        <IconButton label="Notes and facts" size="md" variant="secondary" onClick={onAside}>
          <PanelRight aria-hidden />
        </IconButton>
      )}
      <Menu
        label="Run again"
        trigger={
          <Button icon={<RotateCcw aria-hidden />} busy={starting}>
            Run again
          </Button>
        }
        items={[
          { label: 'With the same configuration', onSelect: () => void again() },
          { label: 'With changes…', onSelect: () => navigate(rerunPath(config)) },
        ]}
      />
      {trashedAt === null ? (
        <IconButton label="Delete" size="md" variant="secondary" onClick={() => void remove()}>
          <Trash2 aria-hidden />
        </IconButton>
      ) : (
        <Button variant="primary" onClick={() => void restore([id])}>
          Restore
        </Button>
      )}
    </>
  );
}
