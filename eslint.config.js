import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/**
 * Where the strict set and this code differ, and why.
 * @type {import('eslint').Linter.RulesRecord}
 */
const adjusted = {
  // Numbers read well in messages.
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  // `() => close()` is shorter than braces around it, and as clear.
  '@typescript-eslint/no-confusing-void-expression': 'off',
  // With noUncheckedIndexedAccess, `samples[i]!` in a bounded loop is the plain way.
  '@typescript-eslint/no-non-null-assertion': 'off',
  // Options objects have short methods, and are taken apart.
  '@typescript-eslint/unbound-method': 'off',
  // A callback may be async or not: `void | Promise<void>`.
  '@typescript-eslint/no-invalid-void-type': 'off',
  // A method may be async because its interface is.
  '@typescript-eslint/require-await': 'off',
  '@typescript-eslint/no-unused-vars': [
    'error',
    { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
  ],
};

export default defineConfig(
  { ignores: ['out/', 'node_modules/', 'coverage/'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [js.configs.recommended, tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.json', 'tsconfig.renderer.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: adjusted,
  },
  {
    files: ['test/**/*.ts'],
    // `expect.any(Number)` is an `any`.
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off' },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    extends: [js.configs.recommended, tseslint.configs.recommended],
    // Undefined names are found by tsconfig.scripts.json.
    rules: { 'no-undef': 'off' },
  },
);
