import { studio } from '../../api/client.ts';
import { formatCountOf } from '../../format/numbers.ts';
import { toast } from '../../ui/toast.ts';

const many = (ids: readonly string[]) => formatCountOf(ids.length, 'conversation');

/** Moves conversations into the trash, with a way back. Resolves with whether it worked. */
export async function trash(ids: readonly string[], onUndone?: () => void): Promise<boolean> {
  try {
    await studio.trashConversations({ ids: [...ids] });
    toast.undo(`${many(ids)} moved to the trash`, () => void restore(ids).then(onUndone));
    return true;
  } catch (error) {
    toast.error(error);
    return false;
  }
}

/** Takes conversations out of the trash again. */
export async function restore(ids: readonly string[]): Promise<boolean> {
  try {
    await studio.restoreConversations({ ids: [...ids] });
    return true;
  } catch (error) {
    toast.error(error);
    return false;
  }
}

/** Deletes everything in the trash for good. */
export async function emptyTrash(): Promise<void> {
  try {
    const { deleted } = await studio.emptyTrash();
    toast.done(`${formatCountOf(deleted, 'conversation')} deleted for good`);
  } catch (error) {
    toast.error(error);
  }
}
