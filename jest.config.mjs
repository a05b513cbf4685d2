// Jest runs ES modules only under --experimental-vm-modules; swc strips types and keeps decorator metadata.
export default {
  testEnvironment: 'node',
  testRegex: 'test/.*\\.spec\\.ts$',
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/web/dist', '<rootDir>/web/package.json'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          target: 'es2022',
          keepClassNames: true,
        },
        module: { type: 'es6' },
      },
    ],
  },
  reporters: ['default', '<rootDir>/tools/failed-suites.mjs'],
  testTimeout: 30_000,
  // What a test file loads is not let go by the modules of Node's vm: in one process the whole run grows to 4.5 GB, and
  // the last files take several times as long as the first.
  workerIdleMemoryLimit: '1GB',
};
