import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ECDH } from 'node:crypto';
import { startApp, type TestApp } from '../support/app.js';
import { type Person, register } from '../support/people.js';
import { aBrowser } from '../support/push-service.js';

let app: TestApp;
let person: Person;
beforeAll(async () => {
  app = await startApp();
  person = await register(app);
});
afterAll(() => app.stop());

const path = '/api/users/me/push';

describe('push over HTTP', () => {
  it('tells the key to subscribe with, the same to everybody and for ever', async () => {
    const { publicKey } = (await person.get(path).expect(200)).body as { publicKey: string };
    expect(Buffer.from(publicKey, 'base64url')).toHaveLength(65);
    const other = await register(app);
    expect((await other.get(path).expect(200)).body).toEqual({ publicKey });
    expect(() => ECDH.convertKey(publicKey, 'prime256v1', 'base64url')).not.toThrow();
  });

  it.each([
    ['http://push.example.org/x', 'https'],
    ['https://push.example.org:8443/x', 'port'],
    ['https://ann:secret@push.example.org/x', 'password'],
    ['not an address', 'address'],
    ['file:///etc/passwd', 'https'],
    ['https://no-such-host.invalid/x', 'host'],
    ['https://localhost/x', 'private'],
    ['https://127.0.0.1/x', 'private'],
    ['https://0x7f.1/x', 'private'],
    ['https://2130706433/x', 'private'],
    ['https://0/x', 'private'],
    ['https://10.1.2.3/x', 'private'],
    ['https://172.31.0.1/x', 'private'],
    ['https://192.168.1.1/x', 'private'],
    ['https://100.64.0.1/x', 'private'],
    ['https://169.254.169.254/latest/meta-data', 'private'],
    ['https://224.0.0.1/x', 'private'],
    ['https://255.255.255.255/x', 'private'],
    ['https://[::1]/x', 'private'],
    ['https://[::]/x', 'private'],
    ['https://[::ffff:127.0.0.1]/x', 'private'],
    ['https://[64:ff9b::7f00:1]/x', 'private'],
    ['https://[2002:7f00:1::]/x', 'private'],
    ['https://[fe80::1]/x', 'private'],
    ['https://[fd00::1]/x', 'private'],
    ['https://[ff02::1]/x', 'private'],
  ])('refuses to tell %s', async (endpoint, why) => {
    const { body } = await person.put(path, { ...aBrowser(), endpoint }).expect(422);
    expect(body).toMatchObject({ code: 'push_address_refused', detail: expect.stringContaining(why) });
  });

  it('takes an address in the internet, once and again, and lets it go', async () => {
    const wanted = { ...aBrowser(), endpoint: 'https://93.184.215.14/x' };
    await person.put(path, wanted).expect(204);
    await person.put(path, wanted).expect(204);
    await person.delete(path).expect(204);
    await person.delete(path).expect(204);
  });

  it.each([
    {},
    { ...aBrowser(), endpoint: 5 },
    { ...aBrowser(), endpoint: `https://push.example.org/${'x'.repeat(1_000)}` },
    { ...aBrowser(), p256dh: 'A'.repeat(87) },
    { ...aBrowser(), p256dh: `B${'A'.repeat(86)}` },
    { ...aBrowser(), p256dh: aBrowser().p256dh.slice(1) },
    { ...aBrowser(), auth: 'short' },
    { ...aBrowser(), showText: 'yes' },
    { ...aBrowser(), language: 'english' },
    { ...aBrowser(), other: 1 },
  ])('refuses what is no subscription: %j', async (body) => {
    expect((await person.put(path, body).expect(400)).body).toMatchObject({ code: 'validation_failed' });
  });
});
