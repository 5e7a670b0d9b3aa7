/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, link?: boolean }} LockedPackage
 * @typedef {{ packages?: Record<string, LockedPackage> }} Lockfile
 */

/**
 * What package-lock.json wants and node_modules does not have.
 * @param {Lockfile} wanted package-lock.json
 * @param {Lockfile | null} installed node_modules/.package-lock.json, which npm writes at the end of an install
 * @returns {string[]} folders below the package root; optional packages (of other platforms) may be missing
 */
export function missingPackages(wanted, installed) {
  const have = installed?.packages ?? {};
  return Object.entries(wanted.packages ?? {})
    .filter(([folder]) => folder !== '')
    .filter(([folder, pack]) => !isSatisfied(pack, have[folder]))
    .map(([folder]) => folder);
}

/**
 * @param {LockedPackage} wanted
 * @param {LockedPackage | undefined} installed
 */
function isSatisfied(wanted, installed) {
  if (!installed) return Boolean(wanted.optional ?? wanted.devOptional);
  return wanted.version === installed.version && wanted.integrity === installed.integrity;
}
