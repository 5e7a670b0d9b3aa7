import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai';
import { StudioError } from '../../contract/errors.ts';
import { providerErrorData, type ProviderRequest } from '../../contract/provider-fault.ts';
import { redacted } from '../doctor/redact.ts';

/**
 * What a person is told when a request of the studio itself to a provider failed; as in a call.
 *
 * @param keys that were sent: a provider may repeat them in its answer
 */
export function providerError(
  thrown: unknown,
  about: ProviderRequest,
  keys: readonly string[] = [],
): StudioError {
  if (thrown instanceof StudioError) return thrown;
  if (isLate(thrown)) return new StudioError(late(about));
  const isConnection = thrown instanceof APIConnectionError;
  const status: unknown = thrown instanceof APIError ? thrown.status : undefined;
  const message = redacted(thrown instanceof Error ? thrown.message : String(thrown), keys);
  return new StudioError(
    providerErrorData(
      { status: typeof status === 'number' ? status : undefined, isConnection, message },
      about,
    ),
  );
}

/** The client's time was over, or that of whoever asked: before the answer or within it. */
function isLate(thrown: unknown): boolean {
  if (thrown instanceof APIConnectionTimeoutError || thrown instanceof APIUserAbortError)
    return true;
  return thrown instanceof Error && ['TimeoutError', 'AbortError'].includes(thrown.name);
}

function late({ stage, model }: ProviderRequest) {
  return {
    code: 'timeout' as const,
    message: `The provider of ${stage} (model "${model}") did not answer in time.`,
    remedy: 'Try again; if it stays so, check the base URL and the provider’s status page.',
    details: { stage, model },
  };
}
