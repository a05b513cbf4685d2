// A reporter of Jest: writes the paths of the test files that failed, one per line, where `.ci/run` looks for them.
import { mkdirSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';

const FILE = 'test-results/failed-suites.txt';

export default class FailedSuites {
  onRunComplete(_, { testResults }) {
    const failed = testResults.filter(({ numFailingTests, testExecError }) => numFailingTests > 0 || testExecError);
    mkdirSync('test-results', { recursive: true });
    writeFileSync(FILE, failed.map(({ testFilePath }) => `${relative('.', testFilePath)}\n`).join(''));
  }
}
