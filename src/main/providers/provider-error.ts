import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import { StudioError } from '../../contract/errors.ts';
import { providerErrorData, type ProviderRequest } from '../../contract/provider-fault.ts';

/** What a person is told when a request of the studio itself to a provider failed; as in a call. */
export function providerError(thrown: unknown, about: ProviderRequest): StudioError {
  if (thrown instanceof StudioError) return thrown;
  if (thrown instanceof APIConnectionTimeoutError) return new StudioError(late(about));
  const isConnection = thrown instanceof APIConnectionError;
  const status: unknown = thrown instanceof APIError ? thrown.status : undefined;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new StudioError(
    providerErrorData(
      { status: typeof status === 'number' ? status : undefined, isConnection, message },
      about,
    ),
  );
}

function late({ stage, model }: ProviderRequest) {
  return {
    code: 'timeout' as const,
    message: `The provider of ${stage} (model "${model}") did not answer in time.`,
    remedy: 'Try again; if it stays so, check the base URL and the provider’s status page.',
    details: { stage, model },
  };
}
