import { expect, it } from '@jest/globals';
import { isQuiet } from '../../src/contract/quiet-hours.js';

const at = (time: string) => Date.parse(`2026-07-01T${time}:00Z`);
const berlin = { timeZone: 'Europe/Berlin' };

it.each([
  ['over midnight', { from: '22:00', to: '07:00' }, ['20:00', '23:30', '04:59'], ['19:59', '05:00', '12:00']],
  ['within a day', { from: '12:30', to: '14:00' }, ['10:30', '11:59'], ['10:29', '12:00', '22:45']],
  ['from midnight', { from: '00:00', to: '06:00' }, ['22:00', '03:59'], ['21:59', '04:00']],
])('quiet hours %s are those of the clock in their time zone', (_, hours, quiet, loud) => {
  for (const time of quiet) expect([time, isQuiet({ ...hours, ...berlin }, at(time))]).toEqual([time, true]);
  for (const time of loud) expect([time, isQuiet({ ...hours, ...berlin }, at(time))]).toEqual([time, false]);
});

it('without quiet hours it is never quiet', () => {
  expect(isQuiet(null, at('00:00'))).toBe(false);
});
