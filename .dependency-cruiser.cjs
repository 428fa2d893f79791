/** The walls of architecture.md, as rules: a step through a wall is a red build. */
module.exports = {
  forbidden: [
    { name: 'domain-imports-nothing', severity: 'error', from: { path: '^src/domain', pathNot: '\\.test\\.ts$' }, to: { pathNot: '^src/domain' } },
    {
      name: 'contract-imports-zod-orpc-domain',
      severity: 'error',
      from: { path: '^src/contract', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^(src/contract|src/domain|node_modules/(zod|@orpc/contract)/)' },
    },
    { name: 'renderer-knows-no-core', severity: 'error', from: { path: '^src/renderer' }, to: { path: '^src/(core|main|web|cli|preload)' } },
    { name: 'core-knows-no-host', severity: 'error', from: { path: '^src/core' }, to: { path: '^src/(main|web|cli|preload|renderer)' } },
    { name: 'driver-only-in-database', severity: 'error', from: { pathNot: '^src/core/database' }, to: { path: 'better-sqlite3' } },
    { name: 'electron-only-in-its-host', severity: 'error', from: { pathNot: '^src/(main|preload)' }, to: { path: '^node_modules/electron/|^electron$' } },
    {
      name: 'features-keep-their-sql',
      severity: 'error',
      from: { path: '^src/core/features/([^/]+)/' },
      to: { path: '^src/core/features/([^/]+)/.*statements', pathNot: '^src/core/features/$1/' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true, dependencyTypesNot: ['type-only'] } },
    { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '\\?raw$' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.vue', '.js', '.mjs', '.json', '.d.ts'], exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
