import { expect, it } from '@jest/globals';
import { showProgress } from '../../src/cli/show-progress.js';

function shown(isTTY: boolean): string {
  let text = '';
  const progress = showProgress({ isTTY, write: (part) => ((text += String(part)), true) });
  for (let done = 1; done <= 1_000; done++) progress('files', done, 1_000);
  return text;
}

it('progress is a bar on a terminal, drawn now and then and to the end, and nothing in a log', () => {
  expect(shown(true)).toMatch(/^\rfiles ░{30} 1 of 1000(\rfiles █*░+ \d+ of 1000){0,20}\rfiles █{30} 1000 of 1000\n$/);
  expect(shown(false)).toBe('');
});
