import { Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { type OnGatewayConnection, WebSocketServer } from '@nestjs/websockets';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Server, Socket } from 'socket.io';
import { v4 as uuid } from 'uuid';
import { SessionsService } from '../auth/sessions.service.js';
import { ChannelsService } from '../channels/channels.service.js';
import { AppError } from '../common/app-error.js';
import { ChatGateway } from '../common/chat-gateway.js';
import type { SocketData } from '../common/current-user.js';
import type { Ack, ClientToServer, ServerToClient } from '../contract/events.js';
import { channelRoom, sessionRoom, userRoom } from '../contract/rooms.js';
import { Epoch } from '../database/epoch.js';
import { WriteQueue } from '../database/write-queue.js';
import { toUserView } from '../users/user.view.js';
import { UsersService } from '../users/users.service.js';

/** How long what was sent before a stop may take to come in. */
const IN_FLIGHT_MS = 200;

type ChatSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, SocketData>;

/** From the handshake to the rooms, and the end of both. */
@ChatGateway()
export class ConnectionGateway implements OnGatewayConnection<ChatSocket>, BeforeApplicationShutdown {
  @WebSocketServer()
  private readonly io!: Server<ClientToServer, ServerToClient>;
  private readonly logger = new Logger(ConnectionGateway.name);

  constructor(
    private readonly sessions: SessionsService,
    private readonly users: UsersService,
    private readonly channels: ChannelsService,
    private readonly epoch: Epoch,
    private readonly writes: WriteQueue,
  ) {}

  async handleConnection(socket: ChatSocket): Promise<void> {
    refuseUnknownEvents(socket);
    try {
      await this.welcome(socket);
    } catch (error) {
      this.logger.error({ err: error }, 'a socket could not be welcomed');
      socket.disconnect(true);
    }
  }

  /** Tells the sockets, and lets what they asked for until then reach the disk, before the server closes them. */
  async beforeApplicationShutdown(): Promise<void> {
    if (this.io.sockets.sockets.size === 0) return;
    this.io.emit('stopping', {});
    await sleep(IN_FLIGHT_MS);
    await this.writes.drained();
  }

  /**
   * Rooms first, heads afterwards: what is committed in between is in both a frame and the heads, never in neither. The
   * session is looked at again in its room: one that ended since the handshake would otherwise keep its socket.
   */
  private async welcome(socket: ChatSocket): Promise<void> {
    const { id, sessionId } = socket.data.user;
    await socket.join([userRoom(id), sessionRoom(sessionId)]);
    const joined = Object.keys(await this.channels.heads(id));
    await socket.join(joined.map(channelRoom));
    const [alive, user, heads] = await Promise.all([
      this.sessions.isAlive(sessionId),
      this.users.get(id),
      this.channels.heads(id),
    ]);
    if (!alive) {
      socket.disconnect(true);
      return;
    }
    socket.emit('hello', { epoch: this.epoch.current, user: toUserView(user), heads });
  }
}

/** Nest ignores events that no handler subscribed to, and their client would wait for an answer for ever. */
function refuseUnknownEvents(socket: ChatSocket): void {
  socket.use(([event, ...args]: [string, ...unknown[]], next) => {
    if (socket.listenerCount(event) > 0) {
      next();
      return;
    }
    const ack = args.at(-1);
    const answer: Ack<never> = { ok: false, error: new AppError('unknown_event').toProblem(uuid()) };
    if (typeof ack === 'function') (ack as (answer: Ack<never>) => void)(answer);
  });
}
