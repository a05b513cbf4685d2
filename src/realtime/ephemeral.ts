import type { OnApplicationBootstrap } from '@nestjs/common';
import { WebSocketServer } from '@nestjs/websockets';
import type { Server } from 'socket.io';
import { ChannelsService } from '../channels/channels.service.js';
import { ChatGateway } from '../common/chat-gateway.js';
import type { SocketData } from '../common/current-user.js';
import type { ClientToServer, ServerToClient, Told } from '../contract/events.js';
import { channelRoom, userRoom } from '../contract/rooms.js';
import { hasBacklog } from './socket-limits.js';

/** Bytes that may wait for a reader who is still told what is not stored. */
const MAX_BACKLOG = 64 * 1024;

/**
 * Tells what is not stored, and leaves it out for those who read slowly, so that it never delays or costs them a message.
 *
 * Not with `volatile`: Socket.IO 4.8.3 drops such a packet while the transport is not writable, and a WebSocket is not
 * writable from every frame until the next turn of the event loop. One who reads well would lose what comes in one turn with
 * a message, and a frame of presence that is lost is not made good. So the bytes that wait are counted, and only here:
 * frames of messages pay nothing for it.
 */
@ChatGateway()
export class Ephemeral implements OnApplicationBootstrap {
  @WebSocketServer()
  private readonly io!: Server<ClientToServer, ServerToClient, Record<string, never>, SocketData>;
  private generalId = '';

  constructor(private readonly channels: ChannelsService) {}

  async onApplicationBootstrap(): Promise<void> {
    this.generalId = await this.channels.generalId();
  }

  /** Everybody is in the general channel. */
  tellEverybody(event: 'presence', payload: Told['presence'], except: string[]): void {
    this.withoutSlow(channelRoom(this.generalId), except).emit(event, payload);
  }

  tellPerson(userId: string, event: 'presence', payload: Told['presence']): void {
    this.withoutSlow(userRoom(userId), []).emit(event, payload);
  }

  tellChannel(channelId: string, event: 'typing', payload: Told['typing'], except: string[]): void {
    this.withoutSlow(channelRoom(channelId), except).emit(event, payload);
  }

  /** Everybody in a room who keeps up, but for these people. Every socket is in a room of its own, by its id. */
  private withoutSlow(room: string, exceptUserIds: string[]) {
    const { adapter, sockets } = this.io.sockets;
    const slow = [...(adapter.rooms.get(room) ?? [])].filter((id) => {
      const socket = sockets.get(id);
      return socket !== undefined && hasBacklog(socket, MAX_BACKLOG);
    });
    return this.io.to(room).except([...exceptUserIds.map(userRoom), ...slow]);
  }
}
