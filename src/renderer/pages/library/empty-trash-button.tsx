import { useState } from 'react';
import { formatCountOf } from '../../format/numbers.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { emptyTrash } from './trash-actions.ts';

/** Asks first: it is the one thing here that can't be undone. It empties all of the trash, filters or not. */
export function EmptyTrashButton({ count, narrowed }: { count: number; narrowed: boolean }) {
  const [asking, setAsking] = useState(false);
  const what = narrowed ? 'Everything in the trash' : formatCountOf(count, 'conversation');
  const confirm = () => {
    setAsking(false);
    void emptyTrash();
  };
  return (
    <>
      <Button size="sm" variant="danger" onClick={() => setAsking(true)}>
        Empty trash
      </Button>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title="Empty the trash?"
        description={`${what} will be deleted for good, with recordings and transcripts. This can't be undone.`}
        footer={
          <>
            <Button onClick={() => setAsking(false)}>Keep them</Button>
            <Button variant="danger" onClick={confirm}>
              Delete for good
            </Button>
          </>
        }
      />
    </>
  );
}
