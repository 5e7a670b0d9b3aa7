import { studio } from '../api/client.ts';
import { toast } from '../ui/toast.ts';

/** Starts a run of a scenario as it stands, with the provider of the settings, and goes to it. */
export async function runScenario(id: string, navigate: (path: string) => void): Promise<void> {
  try {
    const { effective } = await studio.getSettings();
    const run = await studio.startConversation({ scenario: id, provider: effective.provider });
    navigate(`/live/${encodeURIComponent(run.id)}`);
  } catch (error) {
    toast.error(error);
  }
}
