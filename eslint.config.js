import js from '@eslint/js';
import boundaries from 'eslint-plugin-boundaries';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';
import prettier from 'eslint-config-prettier';

/** A folder of the main process; its tests belong to it. */
const part = (name) => ({ type: name, pattern: `electron/${name}` });

/** Which folder may import which (docs/architecture.md). What is not listed is an error. */
const layers = {
  shared: ['shared'],
  stun: ['shared', 'stun'],
  nat: ['shared', 'stun', 'nat'],
  turn: ['shared', 'stun', 'turn'],
  probe: ['shared', 'stun', 'nat', 'turn', 'probe'],
  diagnosis: ['shared', 'diagnosis'],
  history: ['shared', 'history'],
  report: ['shared', 'report'],
  policy: ['shared', 'history', 'policy'],
  desktop: ['shared', 'desktop'],
  electron: [
    'shared',
    'stun',
    'nat',
    'turn',
    'probe',
    'diagnosis',
    'history',
    'report',
    'policy',
    'desktop',
    'electron',
  ],
  renderer: ['shared', 'renderer'],
  build: ['shared', 'build', 'diagnosis'],
  tests: [
    'shared',
    'stun',
    'nat',
    'turn',
    'probe',
    'diagnosis',
    'history',
    'report',
    'policy',
    'electron',
    'build',
    'tests',
  ],
};

const parts = [
  'stun',
  'nat',
  'turn',
  'probe',
  'diagnosis',
  'history',
  'report',
  'policy',
  'desktop',
];

export default defineConfig(
  {
    ignores: [
      'out/',
      'dist/',
      '.runtime/',
      'node_modules/',
      'test-results/',
      'screenshots/',
      'playwright-report/',
    ],
  },
  js.configs.recommended,
  ...ts.configs.strict,
  ...ts.configs.stylistic,
  ...svelte.configs.recommended,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'] } },
  },
  {
    plugins: { boundaries },
    settings: {
      'boundaries/include': ['{shared,electron,renderer,build,tests}/**/*'],
      'boundaries/elements': [
        ...parts.map(part),
        { type: 'electron', pattern: 'electron' },
        { type: 'shared', pattern: 'shared' },
        { type: 'renderer', pattern: 'renderer' },
        { type: 'build', pattern: 'build' },
        { type: 'tests', pattern: 'tests' },
      ],
    },
    rules: {
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          policies: [
            ...Object.entries(layers).map(([from, to]) => ({
              from: { element: { type: from } },
              allow: { to: { element: { types: { anyOf: to } } } },
            })),
            { allow: { to: { module: { origin: ['external', 'core'] } } } },
          ],
        },
      ],
    },
  },
  {
    files: ['electron/**/*.ts'],
    ignores: [
      'electron/main.ts',
      'electron/application.ts',
      'electron/headless.ts',
      'electron/window.ts',
      'electron/preload.ts',
      'electron/ipc.ts',
      'electron/services.ts',
      'electron/desktop/**',
    ],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'electron',
              message: 'Only main, window, preload, ipc and desktop/ may know Electron.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['shared/**/*.ts', 'renderer/**/*'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'electron',
              message: 'The window reaches the main process by window.api only.',
            },
          ],
          patterns: [{ group: ['node:*'], message: 'shared/ and renderer/ run without Node.' }],
        },
      ],
    },
  },
  {
    files: ['renderer/{views,components}/**/*'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "MemberExpression[object.name='window'][property.name='api']",
          message: 'Only renderer/state/ touches window.api.',
        },
      ],
    },
  },
  {
    files: ['renderer/**/*'],
    languageOptions: { globals: globals.browser },
  },
  {
    files: ['{electron,build,tests}/**/*.{ts,js}', '*.config.{js,ts}'],
    languageOptions: { globals: globals.node },
  },
  {
    rules: {
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
    },
  },
  prettier,
  ...svelte.configs.prettier,
);
