import { Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { type OnGatewayConnection, WebSocketServer } from '@nestjs/websockets';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Server } from 'socket.io';
import { SessionsService } from '../auth/sessions.service.js';
import { ChannelsService } from '../channels/channels.service.js';
import { ChatGateway } from '../common/chat-gateway.js';
import type { SocketData } from '../common/current-user.js';
import type { ClientToServer, ServerToClient } from '../contract/events.js';
import { channelRoom, sessionRoom, userRoom } from '../contract/rooms.js';
import { Epoch } from '../database/epoch.js';
import { WriteQueue } from '../database/write-queue.js';
import { toMute, toUserView } from '../users/user.view.js';
import { PresenceService } from './presence.service.js';
import { type ChatSocket, closeSlowReader, limitEvents } from './socket-limits.js';

/** How long what was sent before a stop may take to come in. */
const IN_FLIGHT_MS = 200;
const SLOW_READERS_EVERY_MS = 5_000;
const SESSIONS_EVERY_MS = 10 * 60_000;

/** From the handshake to the rooms, and the end of both. */
@ChatGateway()
export class ConnectionGateway
  implements OnGatewayConnection<ChatSocket>, OnApplicationBootstrap, BeforeApplicationShutdown
{
  @WebSocketServer()
  private readonly io!: Server<ClientToServer, ServerToClient, Record<string, never>, SocketData>;
  private readonly logger = new Logger(ConnectionGateway.name);
  private timers: NodeJS.Timeout[] = [];

  constructor(
    private readonly sessions: SessionsService,
    private readonly channels: ChannelsService,
    private readonly presence: PresenceService,
    private readonly epoch: Epoch,
    private readonly writes: WriteQueue,
  ) {}

  onApplicationBootstrap(): void {
    const slowReaders = () => {
      for (const socket of this.io.sockets.sockets.values()) closeSlowReader(socket);
    };
    this.timers = [
      setInterval(slowReaders, SLOW_READERS_EVERY_MS).unref(),
      setInterval(() => void this.touchSessions(), SESSIONS_EVERY_MS).unref(),
    ];
  }

  async handleConnection(socket: ChatSocket): Promise<void> {
    limitEvents(socket);
    try {
      await this.welcome(socket);
    } catch (error) {
      this.logger.error({ err: error }, 'a socket could not be welcomed');
      socket.disconnect(true);
    }
  }

  /** Tells the sockets, and lets what they asked for until then reach the disk, before the server closes them. */
  async beforeApplicationShutdown(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    if (this.io.sockets.sockets.size === 0) return;
    this.io.emit('stopping', {});
    await sleep(IN_FLIGHT_MS);
    await this.writes.drained();
  }

  /**
   * The session is looked at again in its room: one that ended since the handshake would otherwise keep its socket. Then
   * the channels' rooms, but not of those that the person was taken out of since they were read. If anything was committed
   * meanwhile all is read again: it is in a frame, in what was read, or in both.
   */
  private async welcome(socket: ChatSocket): Promise<void> {
    const { id, sessionId } = socket.data.user;
    const gone = (socket.data.gone = new Set<string>());
    await socket.join([userRoom(id), sessionRoom(sessionId)]);
    const read = () => Promise.all([this.sessions.personOf(sessionId), this.channels.heads(id)]);
    const { commits } = this.writes.counted;
    let [user, memberships] = await read();
    const ids = memberships.map(({ channelId }) => channelId).filter((channelId) => !gone.has(channelId));
    if (user) await socket.join(ids.map(channelRoom));
    delete socket.data.gone;
    if (this.writes.counted.commits !== commits) [user, memberships] = await read();
    if (!user) {
      socket.disconnect(true);
      return;
    }
    this.presence.know(user);
    const heads = Object.fromEntries(memberships.map(({ channelId, revision }) => [channelId, revision]));
    const versions = Object.fromEntries(memberships.map(({ channelId, version }) => [channelId, version]));
    const { invisible, quietHours } = user;
    const epoch = this.epoch.current;
    const mine = { invisible, quietHours, mute: toMute(user) };
    socket.emit('hello', { epoch, user: toUserView(user), heads, versions, ...mine });
  }

  /** A device that only listens is in use too. */
  private async touchSessions(): Promise<void> {
    const ids = new Set([...this.io.sockets.sockets.values()].map(({ data }) => data.user.sessionId));
    try {
      await this.sessions.touchMany([...ids]);
    } catch (error) {
      this.logger.warn({ err: error }, 'the use of sessions was not noted; the next time is in ten minutes');
    }
  }
}
