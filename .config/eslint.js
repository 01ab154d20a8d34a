import { defineConfig } from 'eslint/config'
import globals from 'globals'
import svelte from 'eslint-plugin-svelte'
import tseslint from 'typescript-eslint'
import ownTables from './own-tables.js'
import words from './words.js'

const tests = ['**/*.test.ts', 'apps/*/test/**']
const examples = ['docs/examples/**']
const commandLine = [
  ...['**/*.mjs', 'apps/api/src/cli/**', 'apps/api/src/cli.ts', 'apps/api/bench/**'],
  ...examples
]

const sqlClock = {
  selector: 'TemplateElement[value.raw=/\\b(now\\(\\)|current_timestamp|clock_timestamp)/i]',
  message: 'Pass ctx.now: clocks that SQL reads itself cannot be tested.'
}
const columnClock = {
  selector: 'CallExpression[callee.property.name=/^(defaultNow|defaultRandom)$/]',
  message: 'Write ctx.now in the verb; a column has no clock of its own.'
}
const speechWithoutLocale = {
  selector: "CallExpression[callee.object.name='m'][arguments.length<2]",
  message: 'Name the locale: m.key({}, { locale }).'
}
const hiddenClock = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Take the time from ctx.now.'
  },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Take the time from ctx.now.'
  }
]
const missingIsNotNull = {
  selector: "MemberExpression[property.name='toBeNull'][object.property.name='not']",
  message: 'A field that is missing is not null either: expect what it is.'
}
const everywhere = [sqlClock, columnClock, speechWithoutLocale, missingIsNotNull]

const size = {
  complexity: ['error', 12],
  'max-depth': ['error', 3],
  'max-params': ['error', 5],
  'max-lines': ['error', { max: 200, skipComments: true }],
  'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }]
}

const style = {
  eqeqeq: 'error',
  'no-console': 'error',
  'no-else-return': 'error',
  'no-nested-ternary': 'error',
  'no-var': 'error',
  'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'] }],
  'object-shorthand': 'error',
  'prefer-const': 'error',
  'no-restricted-syntax': ['error', ...everywhere]
}

const types = {
  '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'always' }],
  '@typescript-eslint/no-import-type-side-effects': 'error',
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
  '@typescript-eslint/no-unused-vars': [
    'error',
    { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }
  ],
  '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true }]
}

// HTML comes sanitised from the server; the forum has no base path; props are declared with `let`;
// messages know the locale of the page being rendered.
const inComponents = {
  'no-restricted-syntax': 'off',
  'max-lines-per-function': 'off',
  'prefer-const': 'off',
  'svelte/no-at-html-tags': 'off',
  'svelte/no-navigation-without-resolve': 'off'
}

const typedRules = {
  '@typescript-eslint/unbound-method': 'off',
  '@typescript-eslint/require-await': 'off',
  '@typescript-eslint/restrict-template-expressions': [
    'error',
    { allowNumber: true, allowBoolean: true }
  ],
  '@typescript-eslint/switch-exhaustiveness-check': [
    'error',
    { considerDefaultExhaustiveForUnions: true }
  ],
  '@typescript-eslint/no-misused-promises': [
    'error',
    { checksVoidReturn: { arguments: false, attributes: false } }
  ]
}

// Answers in tests and examples are JSON of any shape. In tests the assertions are the check.
const looseInTests = Object.fromEntries(
  ['argument', 'assignment', 'call', 'member-access', 'return'].map((kind) => [
    `@typescript-eslint/no-unsafe-${kind}`,
    'off'
  ])
)

export default defineConfig(
  {
    ignores: [
      '**/node_modules/',
      '**/build/',
      '**/dist/',
      '**/.svelte-kit/',
      '.stoa/',
      '.config/fixtures/',
      'packages/messages/src/paraglide/',
      'apps/web/static/enhance/',
      '**/*.generated.ts'
    ]
  },
  { linterOptions: { noInlineConfig: true } },
  {
    plugins: { stoa: { rules: { ...words.rules, 'own-tables': ownTables } } },
    rules: { 'stoa/retired': 'error' }
  },
  { rules: { ...size, ...style }, languageOptions: { globals: globals.nodeBuiltin } },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: { ...types, ...typedRules }
  },
  {
    files: ['apps/web/src/**/*.svelte', 'apps/web/src/**/*.svelte.ts'],
    extends: [
      ...tseslint.configs.recommended,
      ...svelte.configs.recommended,
      tseslint.configs.disableTypeChecked
    ],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { parser: tseslint.parser, extraFileExtensions: ['.svelte'] }
    },
    rules: { ...types, ...inComponents }
  },
  {
    files: ['packages/*/src/**/*.ts'],
    ignores: [...tests, 'packages/core/src/context.ts'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere, ...hiddenClock] }
  },
  {
    // It compares the clock that SQL reads with that of this machine.
    files: ['apps/api/src/clock-offset.ts'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere.filter((one) => one !== sqlClock)] }
  },
  {
    files: ['packages/*/src/**/*.ts'],
    ignores: tests,
    rules: { 'stoa/own-tables': 'error' }
  },
  { files: ['{apps,packages}/*/src/**'], rules: { 'stoa/file-name': 'error' } },
  { files: ['.config/**'], rules: { 'max-lines': 'off' } },
  {
    files: [...tests, ...examples],
    rules: { ...looseInTests, '@typescript-eslint/no-explicit-any': 'off' }
  },
  {
    files: tests,
    rules: {
      'stoa/test-name': 'error',
      'max-lines': ['error', 300],
      'max-lines-per-function': 'off'
    }
  },
  { files: ['apps/api/test/matrix/rows/**'], rules: { 'max-lines': size['max-lines'] } },
  { files: commandLine, rules: { 'no-console': 'off' } }
)
