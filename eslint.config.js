import tseslint from 'typescript-eslint';

const processEnv = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Settings are read by src/config alone.',
};
const rawGateway = {
  selector: "Decorator[expression.callee.name='WebSocketGateway']",
  message: 'Use @ChatGateway: Nest runs no global pipe or filter for gateways, so the raw decorator validates nothing.',
};
const forwardRef = {
  selector: "CallExpression[callee.name='forwardRef']",
  message: 'Rooms form no circle: move the shared half down.',
};

export default tseslint.config(
  { ignores: ['dist', 'web/dist', '**/node_modules', 'web/src/api/openapi.ts', 'web/src/locales'] },
  { files: ['**/*.ts', '**/*.tsx'], extends: [tseslint.configs.strictTypeChecked] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Entities, views and DTOs are classes only for their decorators: plain objects are what they describe.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 5],
      eqeqeq: ['error', 'always'],
      'no-console': 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', processEnv, rawGateway, forwardRef] },
  },
  { files: ['src/config/**/*.ts'], rules: { 'no-restricted-syntax': ['error', rawGateway, forwardRef] } },
  { files: ['src/database/migrations/*.ts'], rules: { 'max-lines-per-function': 'off' } },
  { files: ['src/common/chat-gateway.ts'], rules: { 'no-restricted-syntax': ['error', processEnv, forwardRef] } },
  {
    files: ['test/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      // What supertest and Jest hand out is `any`; writing `any` stays forbidden.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
