import request from 'supertest';
import type { TestApp } from './app.js';
import { anAdministrator, cookieOf, PASSWORD, type Person } from './people.js';

/** An administrator who has confirmed their password, and a code of their second factor where they have one: the cookies to ask the panel with. */
export async function confirm(app: TestApp, { cookie }: Pick<Person, 'cookie'>, code?: string): Promise<string> {
  const body = { password: PASSWORD, ...(code && { code }) };
  const answer = await request(app.url)
    .post('/admin/confirm')
    .type('form')
    .set('Cookie', cookie)
    .send(body)
    .expect(303);
  return `${cookie}; ${cookieOf(answer)}`;
}

export async function aConfirmedAdministrator(app: TestApp): Promise<{ person: Person; cookies: string }> {
  const person = await anAdministrator(app);
  return { person, cookies: await confirm(app, person) };
}
