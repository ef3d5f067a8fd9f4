/** Who may import whom. The layers of the house, held by `npm run check`. */
const tests = '\\.(test|spec)\\.ts$|/fixtures/|/test/'

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '\\?(raw|url|inline)$|^virtual:' } },
    {
      name: 'shared-imports-only-typebox',
      severity: 'error',
      from: { path: '^shared/', pathNot: tests },
      to: { pathNot: ['^shared/', '^node_modules/typebox/'] },
    },
    { name: 'sidebar-not-to-server', severity: 'error', from: { path: '^sidebar/', pathNot: tests }, to: { path: '^(bff|e2e|migrations)/' } },
    { name: 'server-not-to-sidebar', severity: 'error', from: { path: '^bff/', pathNot: tests }, to: { path: '^(sidebar|e2e)/' } },
    {
      name: 'no-test-code-in-product',
      severity: 'error',
      from: { path: '^(bff|sidebar|shared)/', pathNot: tests },
      to: { path: tests },
    },
    {
      name: 'contracts-as-types-only-in-sidebar',
      comment: 'their values would bring the whole schema library into the bundle',
      severity: 'error',
      from: { path: '^sidebar/', pathNot: tests },
      to: { path: '^shared/contracts/', dependencyTypesNot: ['type-only'] },
    },

    // inside the server
    {
      name: 'server-ground-not-to-features',
      severity: 'error',
      from: { path: '^bff/(db|wecom|http|jobs|config\\.ts|errors\\.ts)', pathNot: tests },
      to: { path: '^bff/(features|simulator|cli)/|^bff/(app|demo|server)\\.ts$' },
    },
    {
      name: 'features-not-to-the-top',
      severity: 'error',
      from: { path: '^bff/features/', pathNot: tests },
      to: { path: '^bff/(cli|simulator)/|^bff/(app|demo|server)\\.ts$' },
    },
    {
      name: 'server-feature-through-its-index',
      severity: 'error',
      from: { path: '^bff/features/([^/]+)/', pathNot: tests },
      to: { path: '^bff/features/([^/]+)/', pathNot: ['^bff/features/$1/', '^bff/features/[^/]+/index\\.ts$'] },
    },
    {
      name: 'simulator-server-for-the-demo-alone',
      severity: 'error',
      from: { path: '^bff/', pathNot: [tests, '^bff/simulator/', '^bff/demo\\.ts$'] },
      to: { path: '^bff/simulator/' },
    },
    { name: 'wire-format-stays-with-wecom', severity: 'error', from: { pathNot: [tests, '^bff/(wecom|simulator)/'] }, to: { path: '^bff/wecom/wire\\.ts$' } },

    // inside the sidebar
    {
      name: 'sidebar-ground-not-to-features',
      severity: 'error',
      from: { path: '^sidebar/(ui|wecom|api|head-start|words)/', pathNot: tests },
      to: { path: '^sidebar/(features|simulator)/' },
    },
    { name: 'ui-knows-no-domain', severity: 'error', from: { path: '^sidebar/ui/', pathNot: tests }, to: { path: '^sidebar/(api|wecom|head-start)/' } },
    {
      name: 'sidebar-feature-through-its-index',
      severity: 'error',
      from: { path: '^sidebar/features/([^/]+)/', pathNot: tests },
      to: { path: '^sidebar/features/([^/]+)/', pathNot: ['^sidebar/features/$1/', '^sidebar/features/[^/]+/index\\.ts$'] },
    },
    {
      name: 'no-simulator-in-the-sidebar',
      severity: 'error',
      from: { path: '^sidebar/', pathNot: [tests, '^sidebar/simulator/'] },
      to: { path: '^sidebar/simulator/' },
    },
    {
      name: 'sdk-behind-the-bridge',
      severity: 'error',
      from: { pathNot: [tests, '^sidebar/wecom/bridge\\.ts$', '^e2e/bench/floor/'] },
      to: { path: '^node_modules/@wecom/jssdk/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-dev-packages-in-the-server',
      severity: 'error',
      from: { path: '^bff/', pathNot: [tests, '^bff/cli/.*\\.mjs$'] },
      to: { dependencyTypes: ['npm-dev'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.cache|data)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
      extensions: ['.ts', '.vue', '.mjs', '.js', '.json', '.css'],
    },
  },
}
