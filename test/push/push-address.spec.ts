import { expect, it } from '@jest/globals';
import { InnerAddress, isPublic, lookupPublic } from '../../src/push/push-address.js';

it.each(['8.8.8.8', '93.184.215.14', '172.32.0.1', '2606:4700::1111', '2a00:1450:4001::1'])(
  '%s is public',
  (address) => {
    expect(isPublic(address)).toBe(true);
  },
);

it.each([
  '127.0.0.1',
  '172.31.255.255',
  '::ffff:8.8.8.8',
  '::1',
  '2001:db8::1',
  '2002:a00:1::',
  'fe80::1',
  'localhost',
  '',
])('%j is not', (address) => {
  expect(isPublic(address)).toBe(false);
});

it.each([true, false])('a name that leads into this network by now is not connected to (all: %s)', async (all) => {
  const error = await new Promise((resolve) => {
    lookupPublic('localhost', { all }, resolve);
  });
  expect(error).toBeInstanceOf(InnerAddress);
});
