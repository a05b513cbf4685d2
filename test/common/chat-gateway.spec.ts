import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type INestApplication, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { MessageBody, SubscribeMessage } from '@nestjs/websockets';
import { IsInt } from 'class-validator';
import type { AddressInfo } from 'node:net';
import { readdirSync, readFileSync } from 'node:fs';
import { io, type Socket } from 'socket.io-client';
import { AppError } from '../../src/common/app-error.js';
import { bindHandlers, ChatGateway } from '../../src/common/chat-gateway.js';
import { validation } from '../../src/common/validation.js';

class NumberDto {
  @IsInt()
  number!: number;
}

@ChatGateway()
class ToyGateway {
  @SubscribeMessage('double')
  double(@MessageBody() { number }: NumberDto) {
    return { number: number * 2 };
  }
  @SubscribeMessage('nothing')
  nothing() {
    return undefined;
  }
  @SubscribeMessage('trap')
  trap() {
    return { event: 'double', data: 'emitted instead of acknowledged' };
  }
  @SubscribeMessage('known')
  known() {
    throw new AppError('busy', { retryAfterMs: 5 });
  }
  @SubscribeMessage('unknown')
  unknown() {
    return Promise.reject(new Error('a secret of the server'));
  }
}

class ToyAdapter extends IoAdapter {
  override bindMessageHandlers = bindHandlers;
}

@Module({ providers: [ToyGateway] })
class ToyModule {}

let app: INestApplication;
let socket: Socket;

beforeAll(async () => {
  app = await NestFactory.create(ToyModule, { logger: false });
  app.useWebSocketAdapter(new ToyAdapter(app));
  app.useGlobalPipes(validation());
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  socket = io(`http://127.0.0.1:${port}`, { transports: ['websocket'] });
});
afterAll(async () => {
  socket.disconnect();
  await app.close();
});

const ask = (event: string, ...payload: unknown[]) => socket.timeout(2_000).emitWithAck(event, ...payload);

describe('a chat gateway', () => {
  it('acknowledges a result', async () => {
    expect(await ask('double', { number: 21 })).toEqual({ ok: true, data: { number: 42 } });
  });

  it('acknowledges nothing, and a result that looks like an event', async () => {
    expect(await ask('nothing', {})).toMatchObject({ ok: true });
    expect(await ask('trap', {})).toMatchObject({ ok: true, data: { event: 'double' } });
  });

  it.each([[{ number: 'x' }], [{}], [{ number: 1, extra: 2 }], [null], ['text'], [7], [[{ number: 1 }]], []])(
    'acknowledges the wrong payload %j with what is wrong',
    async (...payload) => {
      expect(await ask('double', ...payload)).toMatchObject({ ok: false, error: { code: 'validation_failed' } });
    },
  );

  it('acknowledges more payloads than one as a wrong one', async () => {
    expect(await ask('double', { number: 1 }, { number: 2 })).toMatchObject({ ok: false });
  });

  it('acknowledges a known error as a problem, and an unknown one without its message', async () => {
    expect(await ask('known', {})).toMatchObject({
      ok: false,
      error: { code: 'busy', status: 503, retryable: true, retryAfterMs: 5 },
    });
    const unknown = await ask('unknown', {});
    expect(unknown).toMatchObject({ ok: false, error: { code: 'internal_error', status: 500 } });
    expect(JSON.stringify(unknown)).not.toContain('secret');
  });

  it('is the only kind of gateway in the house', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const raw = files.filter((file) => readFileSync(`src/${file}`, 'utf8').includes('@WebSocketGateway('));
    expect(raw).toEqual([]);
    expect(files.length).toBeGreaterThan(40);
  });
});
