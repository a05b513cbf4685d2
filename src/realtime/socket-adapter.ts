import type { INestApplicationContext, WsMessageHandler } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Server, ServerOptions, Socket } from 'socket.io';
import { v4 as uuid } from 'uuid';
import { isSameOrigin } from '../auth/same-origin.js';
import { SessionCookie } from '../auth/session-cookie.js';
import { AppError } from '../common/app-error.js';
import { bindHandlers } from '../common/chat-gateway.js';
import { translateError } from '../common/translate-error.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { LIMITS } from '../contract/limits.js';
import { joinWrites } from './joined-writes.js';
import type { ChatSocketData } from './socket-limits.js';

/** A dead peer is noticed within the sum of both. */
const PING_INTERVAL_MS = 10_000;
const PING_TIMEOUT_MS = 8_000;

/** Nest listens for new sockets once for each gateway; Node takes more than ten listeners for a leak. */
const MAX_LISTENERS = 50;

/** WebSocket only, and only for people who are signed in and come from our own pages. */
export class SocketAdapter extends IoAdapter {
  private readonly publicUrl: string | null;
  private readonly cookie: SessionCookie;
  private readonly ended = new WeakSet<Socket>();
  private readonly taken = new WeakSet<Socket['conn']>();

  constructor(app: INestApplicationContext) {
    super(app);
    this.publicUrl = app.get<Config>(CONFIG).publicUrl;
    this.cookie = app.get(SessionCookie);
  }

  override createIOServer(port: number, options?: Partial<ServerOptions>): Server {
    const io = super.createIOServer(port, {
      ...options,
      transports: ['websocket'],
      serveClient: false,
      maxHttpBufferSize: LIMITS.requestBytes,
      pingInterval: PING_INTERVAL_MS,
      pingTimeout: PING_TIMEOUT_MS,
      connectTimeout: 10_000,
    } as ServerOptions);
    joinWrites(io);
    io.sockets.setMaxListeners(MAX_LISTENERS);
    io.use((socket, next) => {
      this.authenticate(socket).then(
        () => {
          next();
        },
        (error: unknown) => {
          next(refusal(error));
        },
      );
    });
    return io;
  }

  override bindMessageHandlers(socket: Socket, handlers: WsMessageHandler[]): void {
    bindHandlers(socket, handlers);
  }

  /** Gateways share one server, and Nest tells all of them of an end that one has heard of. */
  override bindClientDisconnect(socket: Socket, callback: (reason: string) => void): void {
    if (this.ended.has(socket)) return;
    this.ended.add(socket);
    socket.once('disconnect', callback);
  }

  /** Runs before the connection exists, so no handler ever sees a socket without a person. */
  private async authenticate(socket: Socket): Promise<void> {
    this.refuseSecond(socket);
    if (!isSameOrigin(socket.request, this.publicUrl)) throw new AppError('foreign_origin');
    const arrival = await this.cookie.readArrival(socket.request.headers.cookie);
    if (!arrival) throw await this.cookie.refusalOf(socket.request.headers.cookie);
    const { sessionId, user } = arrival;
    socket.data = { user: { id: user.id, role: user.role, sessionId }, arrival } satisfies ChatSocketData;
  }

  /** The protocol lets one connection carry many sockets, each of which would be sent every frame. */
  private refuseSecond({ conn }: Socket): void {
    if (this.taken.has(conn)) throw new AppError('forbidden', { detail: 'this connection has a socket already' });
    this.taken.add(conn);
  }
}

/** Socket.IO hands `data` of a refused handshake to the client's `connect_error`. */
function refusal(error: unknown): Error {
  const problem = translateError(error).toProblem(uuid());
  return Object.assign(new Error(problem.title), { data: problem });
}
