import { describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { Client } from 'pg';
import { translateError } from '../../src/common/translate-error.js';
import { freePort } from '../support/server-process.js';

const failureAt = async (port: number): Promise<unknown> =>
  new Client({ host: '127.0.0.1', port, user: 'a', database: 'a' }).connect().then(
    () => null,
    (error: unknown) => error,
  );

describe('a PostgreSQL', () => {
  it('that is not there for the moment is busy, and may be asked again', async () => {
    const problem = translateError(await failureAt(await freePort())).toProblem('');
    expect(problem).toMatchObject({ status: 503, code: 'busy', retryable: true });
  });

  it('that hangs up is busy, too', async () => {
    const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const error = await failureAt((server.address() as AddressInfo).port);
    server.close();
    expect(translateError(error).toProblem('')).toMatchObject({ status: 503, code: 'busy', retryable: true });
  });
});

describe('an error that nobody foresaw', () => {
  it('says nothing of itself', () => {
    expect(translateError(new Error('secret')).toProblem('')).toEqual({
      ...{ type: '/api/docs#internal_error', code: 'internal_error', status: 500, retryable: false, requestId: '' },
      title: 'Something went wrong on the server',
    });
  });
});
