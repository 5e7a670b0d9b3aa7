import type { voice } from '@livekit/agents';
import type { Room } from '@livekit/rtc-node';
import { toErrorData, type ErrorData } from '../../contract/errors.ts';
import type { SideState } from '../../contract/studio-events.ts';
import { AGENT_STATE_ATTRIBUTE } from './link.ts';
import type { SideReports } from './side-reports.ts';

export interface StateTellerOptions {
  room: Room;
  reports: SideReports;
  onFault(error: ErrorData): void;
}

/** Tells what a side does: the other side by an attribute, as the framework's agents do, and the host. */
export class StateTeller {
  private readonly options: StateTellerOptions;

  constructor(options: StateTellerOptions) {
    this.options = options;
  }

  tell(state: voice.AgentState): void {
    const { room, reports, onFault } = this.options;
    void room.localParticipant
      ?.setAttributes({ [AGENT_STATE_ATTRIBUTE]: state })
      .catch((error: unknown) => onFault(toErrorData(error)));
    reports.state(toSideState(state));
  }
}

function toSideState(state: voice.AgentState): SideState {
  switch (state) {
    case 'speaking':
    case 'thinking':
    case 'listening':
      return state;
    default:
      return 'joining';
  }
}
