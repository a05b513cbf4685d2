import { expect, it } from '@jest/globals';
import { existsSync, readdirSync } from 'node:fs';

/** The twins of a file: services and policies by their own name, the doors by the name of their room. */
function twin(file: string): string {
  return `test/${file
    .replace(/\.controller\.ts$/, '.http.spec.ts')
    .replace(/\.gateway\.ts$/, '.socket.spec.ts')
    .replace(/\.(service|policy)\.ts$/, '.$1.spec.ts')}`;
}

it('every service, policy and door has a test of its own', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /\.(service|policy|controller|gateway)\.ts$/.test(file));
  expect(files.length).toBeGreaterThan(5);
  expect(files.filter((file) => !existsSync(twin(file)))).toEqual([]);
});
