import { JobStatus, JobType, WorkerMessage, WorkerStatus } from '@livekit/protocol';

// What a worker says to LiveKit (livekit/protocol, livekit_agent.proto).

export type Outbound = NonNullable<ConstructorParameters<typeof WorkerMessage>[0]>['message'];

/** How a job stands. */
export type JobState = 'running' | 'success' | 'failed';

/** Shown by the server, and nothing else. */
const VERSION = 'duologue';
/** The server gives no job to a worker whose load is 0.7 or more. */
const FULL_LOAD = 1;
const HIGHEST_FREE_LOAD = 0.6;

const JOB_STATUS = {
  running: JobStatus.JS_RUNNING,
  success: JobStatus.JS_SUCCESS,
  failed: JobStatus.JS_FAILED,
} as const;

export function registration(agentName: string): Outbound {
  return {
    case: 'register',
    value: {
      type: JobType.JT_ROOM,
      agentName,
      version: VERSION,
      allowedPermissions: {
        canPublish: true,
        canSubscribe: true,
        canPublishData: true,
        canUpdateMetadata: true,
      },
    },
  };
}

/** @param seat how to join, or undefined to refuse */
export function answer(jobId: string, seat?: { identity: string; name: string }): Outbound {
  return {
    case: 'availability',
    value: {
      jobId,
      available: seat !== undefined,
      participantIdentity: seat?.identity ?? '',
      participantName: seat?.name ?? '',
    },
  };
}

export function workerStatus(jobCount: number, capacity: number): Outbound {
  const full = jobCount >= capacity;
  return {
    case: 'updateWorker',
    value: {
      load: full ? FULL_LOAD : (HIGHEST_FREE_LOAD * jobCount) / capacity,
      status: full ? WorkerStatus.WS_FULL : WorkerStatus.WS_AVAILABLE,
      jobCount,
    },
  };
}

export function jobReport(jobId: string, state: JobState, error: string): Outbound {
  return { case: 'updateJob', value: { jobId, status: JOB_STATUS[state], error } };
}
