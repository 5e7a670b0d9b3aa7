import type { ErrorData } from '../../../../contract/errors.ts';
import type { ModelKind, ModelList, SettingsView } from '../../../../contract/settings.ts';

type Listed = Pick<ModelList, 'notice'> & { stage: ModelKind };

/** Stages of servers of one's own for which an address is set. */
export function stagesWithAddress({
  settings,
  environmentServer,
}: Pick<SettingsView, 'settings' | 'environmentServer'>): ReadonlySet<ModelKind> {
  const set = Object.entries(settings.compatible) as [ModelKind, { baseUrl?: string }][];
  const usual = environmentServer?.baseUrl;
  return new Set(set.flatMap(([stage, { baseUrl }]) => (baseUrl || usual ? [stage] : [])));
}

/**
 * Why servers didn't answer, each reason once, whatever the stages that share it. A server without a list is no
 * fault, nor is a stage without a server beside others that have one.
 *
 * @param withAddress the stages that have a server
 */
export function faultsOf(
  listed: readonly Listed[],
  withAddress: ReadonlySet<ModelKind>,
): ErrorData[] {
  const asked = listed.filter(({ stage }) => withAddress.has(stage));
  const told = (asked.length > 0 ? asked : listed.slice(0, 1)).flatMap(({ notice }) =>
    notice === undefined || notice.code === 'not-found' ? [] : [notice],
  );
  return [...new Map(told.map((notice) => [notice.message, notice])).values()];
}
