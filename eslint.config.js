import compat from 'eslint-plugin-compat'
import vue from 'eslint-plugin-vue'
import ts from 'typescript-eslint'

const snake = '/^[a-z]+(_[a-z0-9]+)+$/'
const wireName = {
  // reading, writing or taking apart; our own error codes may stand as keys of a table
  selector: `:matches(MemberExpression[computed=false] > Identifier.property, ObjectPattern > Property > Identifier.key, VariableDeclarator > Identifier.id, TSPropertySignature > Identifier.key)[name=${snake}]`,
  message: 'snake_case is how WeCom writes: it stays in bff/wecom/wire.ts and the simulator; the client gives our names.',
}
const environment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Only bff/config.ts reads the environment: take the setting from the config.',
}
const sdk = { name: '@wecom/jssdk', message: 'Only sidebar/wecom/bridge.ts talks to the SDK.', allowTypeImports: true }
const tests = ['**/*.test.ts', '**/{fixtures,test}/**', 'e2e/**', '*.config.{ts,js}']

export default ts.config(
  { ignores: ['dist/', '.cache/', 'data/', 'migrations/', 'node_modules/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ...vue.configs['flat/recommended'],
  {
    files: ['**/*.ts', '**/*.vue'],
    plugins: { '@typescript-eslint': ts.plugin },
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-restricted-imports': ['error', { paths: [sdk] }],
      '@typescript-eslint/ban-ts-comment': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-syntax': ['error', wireName, environment],
    },
  },
  // what needs types costs minutes in components: vue-tsc sees those
  {
    files: ['**/*.ts'],
    languageOptions: { parser: ts.parser, parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/only-throw-error': 'error',
    },
  },
  {
    files: ['sidebar/**/*.{ts,vue}'],
    ignores: ['**/*.test.ts'],
    ...compat.configs['flat/recommended'],
  },
  {
    files: ['**/*.vue'],
    rules: {
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/multi-word-component-names': 'off',
      'vue/no-undef-components': 'error',
      'vue/no-v-html': 'error',
      'vue/require-default-prop': 'off',
      // how templates are laid out is Prettier's business
      ...vue.configs['no-layout-rules'].rules,
    },
  },
  // where a rule does not hold
  { files: ['sidebar/ui/Icon.vue'], rules: { 'vue/no-v-html': 'off' } },
  { files: ['bff/wecom/wire.ts', 'bff/simulator/**', 'sidebar/simulator/**', 'sidebar/wecom/**'], rules: { 'no-restricted-syntax': ['error', environment] } },
  { files: ['bff/config.ts'], rules: { 'no-restricted-syntax': ['error', wireName] } },
  {
    files: tests,
    rules: {
      'no-restricted-syntax': 'off',
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      'vue/one-component-per-file': 'off',
    },
  },
  { files: ['sidebar/wecom/bridge.ts', 'sidebar/simulator/**/*.test.ts', 'e2e/**'], rules: { '@typescript-eslint/no-restricted-imports': 'off' } },
)
