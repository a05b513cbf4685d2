import { Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { type OnGatewayConnection, WebSocketServer } from '@nestjs/websockets';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Server } from 'socket.io';
import { type Arrival, SessionsService } from '../auth/sessions.service.js';
import { ChatGateway } from '../common/chat-gateway.js';
import type { SocketData } from '../common/current-user.js';
import type { ClientToServer, ServerToClient } from '../contract/events.js';
import { channelRoom, sessionRoom, userRoom } from '../contract/rooms.js';
import { Epoch } from '../database/epoch.js';
import { WriteQueue } from '../database/write-queue.js';
import { EventBus } from '../events/event-bus.js';
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
    private readonly presence: PresenceService,
    private readonly events: EventBus,
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
   * In the person's own rooms what the handshake read is looked at again: a session that ended since would otherwise keep
   * its socket. Then the channels' rooms, but not of those that the person was taken out of since they were read, and once
   * more afterwards: what is committed in between is in a frame, in the heads, or in both.
   */
  private async welcome(socket: ChatSocket): Promise<void> {
    const { user: me, arrival: atHandshake } = socket.data;
    const gone = (socket.data.gone = new Set<string>());
    delete socket.data.arrival;
    await socket.join([userRoom(me.id), sessionRoom(me.sessionId)]);
    const known = await this.upToDate(socket, atHandshake);
    if (!known) return;
    const ids = known.heads.map(({ channelId }) => channelId);
    await socket.join(ids.filter((channelId) => !gone.has(channelId)).map(channelRoom));
    delete socket.data.gone;
    const arrival = await this.upToDate(socket, known);
    if (!arrival) return;
    const { user } = arrival;
    this.presence.know(user.id, user.invisible);
    const heads = Object.fromEntries(arrival.heads.map(({ channelId, revision }) => [channelId, revision]));
    const versions = Object.fromEntries(arrival.heads.map(({ channelId, version }) => [channelId, version]));
    const { invisible, quietHours } = user;
    const epoch = this.epoch.current;
    const mine = { invisible, quietHours, mute: toMute(user) };
    socket.emit('hello', { epoch, user: toUserView(user), heads, versions, ...mine });
  }

  /** Read again where anything was published since. Null when the session has ended; then the socket is closed. */
  private async upToDate(socket: ChatSocket, arrival: Arrival | undefined): Promise<Arrival | null> {
    if (arrival?.published === this.events.published) return arrival;
    const { user } = socket.data;
    const { role } = user;
    const again = await this.sessions.findArrival(user.sessionId);
    // A role that the broadcaster set meanwhile is newer.
    if (again && user.role === role) user.role = again.user.role;
    if (!again) socket.disconnect(true);
    return again;
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
