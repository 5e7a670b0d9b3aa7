/**
 * The import table: who may import whom. The folder names the process (ARCHITECTURE.md).
 * Checked by `npm run check`.
 */
/** @param {string} folder below src */
const own = (folder) => `^src/${folder}/`;

/**
 * A process that shares nothing with the others but the contract and what is named here.
 *
 * @param {string} folder below src
 * @param {...string} shared further folders below src
 */
const apart = (folder, ...shared) => ({
  name: `${folder}-imports-${['contract', ...shared].join('-and-')}-only`,
  comment: `src/${folder} runs in a process of its own: it shares ${['src/contract', ...shared.map((name) => `src/${name}`)].join(', ')} with the others, nothing else.`,
  severity: 'error',
  from: { path: own(folder) },
  to: {
    path: '^(src|test|scripts)/',
    pathNot: [own(folder), own('contract'), ...shared.map(own)],
  },
});

module.exports = {
  forbidden: [
    {
      name: 'contract-imports-nothing-of-ours',
      comment: 'Every process depends on the contract, so it depends on none.',
      severity: 'error',
      from: { path: own('contract') },
      to: { path: '^(src|test|scripts)/', pathNot: own('contract') },
    },
    apart('agents', 'child'),
    apart('rehearsal', 'child'),
    apart('child'),
    apart('preload'),
    apart('renderer'),
    {
      name: 'main-imports-no-other-process',
      comment: 'The host talks to its children by messages. It never imports their code.',
      severity: 'error',
      from: { path: own('main') },
      to: { path: '^src/(agents|rehearsal|preload|renderer)/' },
    },
    {
      name: 'hosts-import-studio-only',
      comment:
        'A front door asks the engine through studio.ts; beside it, small files of src/main itself.',
      severity: 'error',
      from: { path: '^src/main/hosts/([^/]+)/', pathNot: '^src/main/hosts/cli/main\\.ts$' },
      to: { path: '^src/main/', pathNot: ['^src/main/hosts/$1/', '^src/main/[^/]+\\.ts$'] },
    },
    {
      name: 'cli-binds-the-web-host',
      comment: 'The command `duologue serve` is the way to the web host: bound in cli/main.ts.',
      severity: 'error',
      from: { path: '^src/main/hosts/cli/main\\.ts$' },
      to: {
        path: '^src/main/',
        pathNot: [
          '^src/main/hosts/cli/',
          '^src/main/hosts/web/(index|browser)\\.ts$',
          '^src/main/[^/]+\\.ts$',
        ],
      },
    },
    {
      name: 'engine-imports-no-host',
      comment: 'The engine does not know which front door it serves.',
      severity: 'error',
      from: { path: own('main'), pathNot: own('main/hosts') },
      to: { path: own('main/hosts') },
    },
    {
      name: 'electron-in-its-host-only',
      comment: 'Only the Electron host and the preload script know Electron.',
      severity: 'error',
      from: { path: '^src/', pathNot: [own('main/hosts/electron'), own('preload')] },
      to: { path: '^(node_modules/)?electron(/|$)' },
    },
    {
      name: 'source-imports-no-test',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|scripts)/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true },
    },
    {
      name: 'no-undeclared-packages',
      comment:
        'A program that is shipped uses `dependencies` only. (Types may come from elsewhere.)',
      severity: 'error',
      from: { path: '^src/' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['type-only'],
        pathNot: '^(node_modules/)?electron(/|$)',
      },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
    },
  },
};
