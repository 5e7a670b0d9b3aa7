import { useState, type ReactNode } from 'react';
import type { PreviewPrompt } from '../../contract/document-api.ts';
import type { Provider } from '../../contract/provider.ts';
import { useSettings } from '../api/queries.ts';
import { TabPanel, Tabs } from '../ui/tabs.tsx';
import { NobodyCast, PromptPanel } from './prompt-panel.tsx';
import { TryPanel } from './try-panel.tsx';
import { useTryChat } from './use-try-chat.ts';

interface ModelViewOptions {
  /** Undefined: not known yet who speaks. */
  request: PreviewPrompt | undefined;
  /** The form holds something that can't be saved. */
  outdated: boolean;
  /** What the preview and the try-out suppose: the side, the scenario, the other. */
  controls: ReactNode;
}

/**
 * The right column of an editor: what the model gets, and a written talk with it. The talk belongs to the
 * editor, so that a drawer can be closed in the middle of it.
 */
export function useModelView({ request, outdated, controls }: ModelViewOptions): ReactNode {
  const [tab, setTab] = useState<'prompt' | 'try'>('prompt');
  const [chosen, setChosen] = useState<Provider>();
  const settings = useSettings();
  const provider = chosen ?? settings.data?.effective.provider ?? 'rehearsal';
  const talk = useTryChat(request, provider);
  return (
    <Tabs
      label="What comes of it"
      value={tab}
      onChange={setTab}
      tabs={[
        { value: 'prompt', label: 'What the model gets' },
        { value: 'try', label: 'Talk in writing' },
      ]}
      className="flex min-h-0 flex-1 flex-col [&>:first-child]:px-2"
    >
      <div className="border-b border-line px-4 py-3">{controls}</div>
      <TabPanel value="prompt" className="min-h-0 flex-1 overflow-y-auto p-4">
        <PromptPanel request={request} outdated={outdated} />
      </TabPanel>
      <TabPanel value="try" className="min-h-0 flex-1 flex-col p-4 data-[state=active]:flex">
        {request ? (
          <TryPanel
            name={request.persona.name}
            controls={talk}
            provider={provider}
            onProvider={setChosen}
          />
        ) : (
          <NobodyCast />
        )}
      </TabPanel>
    </Tabs>
  );
}
