import type { Conversation } from '../../../contract/conversation.ts';
import { Tabs, TabPanel } from '../../ui/tabs.tsx';
import { ConfigurationTab } from './configuration-tab.tsx';
import type { Selected } from './clip-selection.ts';
import { ExportsTab, type ExportsTabProps } from './exports-tab.tsx';
import { HeardTab } from './heard-tab.tsx';
import type { MetricItem } from './metric-items.ts';
import { MetricsTab } from './metrics-tab.tsx';
import type { Player } from './player.ts';
import { TranscriptTab } from './transcript-tab.tsx';
import { TurnsTab } from './turns-tab.tsx';

export type TabName = 'transcript' | 'turns' | 'metrics' | 'heard' | 'configuration' | 'exports';

interface ConversationTabsProps {
  conversation: Conversation;
  player: Player;
  tab: TabName;
  onTab: (tab: TabName) => void;
  selected: Selected | null;
  onSelectTurn: (index: number, extend: boolean) => void;
  exports: Omit<ExportsTabProps, 'conversation'>;
  lit: string | undefined;
  onLight: (item: MetricItem | undefined) => void;
}

/** The sides of a conversation that one may look at. */
export function ConversationTabs(props: ConversationTabsProps) {
  const { conversation, player, tab, onTab, selected, onSelectTurn, lit, onLight } = props;
  const { turns } = conversation;
  const change = (next: TabName) => {
    onTab(next);
    // What is lit belongs to the figures.
    if (next !== 'metrics') onLight(undefined);
  };
  const panel = 'min-h-0 flex-1';
  return (
    <Tabs<TabName>
      label="Conversation"
      value={tab}
      onChange={change}
      className="flex min-h-0 min-w-0 flex-1 flex-col rounded-card border border-line bg-panel [&>div:first-child]:px-2"
      tabs={[
        { value: 'transcript', label: 'Transcript' },
        { value: 'turns', label: 'Turns', count: turns.length },
        { value: 'metrics', label: 'Metrics' },
        { value: 'heard', label: 'Heard' },
        { value: 'configuration', label: 'Configuration' },
        { value: 'exports', label: 'Exports' },
      ]}
    >
      <TabPanel value="transcript" className={panel}>
        <TranscriptTab
          {...{ turns, player, selected }}
          onExtend={(index) => onSelectTurn(index, true)}
        />
      </TabPanel>
      <TabPanel value="turns" className={panel}>
        <TurnsTab {...{ turns, player, selected, onSelectTurn }} />
      </TabPanel>
      <TabPanel value="metrics" className={panel}>
        <MetricsTab {...{ conversation, lit, onLight }} />
      </TabPanel>
      <TabPanel value="heard" className={panel}>
        <HeardTab {...{ conversation, player }} />
      </TabPanel>
      <TabPanel value="configuration" className={panel}>
        <ConfigurationTab conversation={conversation} />
      </TabPanel>
      <TabPanel value="exports" className={panel}>
        <ExportsTab {...props.exports} conversation={conversation} />
      </TabPanel>
    </Tabs>
  );
}
