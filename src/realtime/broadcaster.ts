import { WebSocketServer } from '@nestjs/websockets';
import type { Server } from 'socket.io';
import { ChatGateway } from '../common/chat-gateway.js';
import type { SocketData } from '../common/current-user.js';
import type { ClientToServer, MyChanges, ServerToClient } from '../contract/events.js';
import { channelRoom, sessionRoom, userRoom } from '../contract/rooms.js';
import type { Changes } from '../contract/views.js';
import { EventBus } from '../events/event-bus.js';
import type { ChannelFact, Fact } from '../events/facts.js';
import type { ChatSocket } from './socket-limits.js';

/** What one commit has to tell: a frame per channel, and what is personal per person. */
interface News {
  frames: Map<string, Changes>;
  mine: Map<string, MyChanges>;
}

/** Turns facts into frames: one per channel and commit. The only place that decides who is told. */
@ChatGateway()
export class Broadcaster {
  @WebSocketServer()
  private readonly io!: Server<ClientToServer, ServerToClient, Record<string, never>, SocketData>;

  constructor(events: EventBus) {
    events.listen((facts) => {
      this.tell(facts);
    });
  }

  private tell(facts: readonly Fact[]): void {
    const news: News = { frames: new Map(), mine: new Map() };
    for (const fact of facts) addPersonal(news, fact);
    // What is personal first: after its frame a channel's revision is held, and no sync would bring own likes again.
    for (const [userId, changes] of news.mine) this.io.to(userRoom(userId)).emit('me:changes', changes);
    for (const fact of facts) {
      if (fact.type === 'session.ended') this.io.in(sessionRoom(fact.sessionId)).disconnectSockets(true);
      else if (fact.type === 'role.changed')
        for (const socket of this.socketsOf(fact.userId)) socket.data.user.role = fact.role;
      else if ('channelId' in fact) this.addToFrame(news, fact);
    }
    for (const channelId of news.frames.keys()) this.emitFrame(news, channelId);
  }

  private addToFrame(news: News, fact: ChannelFact): void {
    const { channelId } = fact;
    if (fact.type === 'member.removed') {
      // They hear of everything before their removal, and of nothing from it on, though it all came in one commit.
      this.emitFrame(news, channelId);
      for (const socket of this.socketsOf(fact.member.user.id)) {
        void socket.leave(channelRoom(channelId));
        socket.data.gone?.add(channelId);
      }
    }
    news.frames.set(channelId, withFact(news.frames.get(channelId), fact));
    if (fact.type === 'member.added') {
      for (const socket of this.socketsOf(fact.member.user.id)) {
        void socket.join(channelRoom(channelId));
        socket.data.gone?.delete(channelId);
      }
    }
  }

  private emitFrame({ frames }: News, channelId: string): void {
    const frame = frames.get(channelId);
    if (frame) this.io.to(channelRoom(channelId)).emit('channel:changes', frame);
    frames.delete(channelId);
  }

  private socketsOf(userId: string): ChatSocket[] {
    const ids = this.io.sockets.adapter.rooms.get(userRoom(userId)) ?? [];
    return [...ids].flatMap((id) => this.io.sockets.sockets.get(id) ?? []);
  }
}

/** A frame with one more change in it; changes of one channel follow each other, so `from` stays what it was. */
function withFact(frame: Changes | undefined, fact: ChannelFact): Changes {
  const { channelId, revision } = fact;
  const changes = frame ?? { channelId, from: revision - 1, to: revision, messages: [] };
  changes.to = revision;
  if ('message' in fact) changes.messages.push(fact.message);
  if ('member' in fact) (changes.members ??= []).push(fact.member);
  if ('channel' in fact) changes.channel = fact.channel;
  if ('notice' in fact) (changes.notices ??= []).push(fact.notice);
  return changes;
}

/** What a fact means to single people, on all their devices. */
function addPersonal({ mine }: News, fact: Fact): void {
  const of = (userId: string): MyChanges => {
    const changes = mine.get(userId) ?? {};
    mine.set(userId, changes);
    return changes;
  };
  switch (fact.type) {
    case 'membership.changed':
      (of(fact.userId).memberships ??= []).push(fact.membership);
      break;
    case 'profile.liked':
      (of(fact.likerId).profileLikes ??= []).push({ userId: fact.userId, liked: fact.liked });
      break;
    case 'person.blocked':
      (of(fact.blockerId).blocks ??= []).push({ userId: fact.userId, blocked: fact.blocked });
      break;
    case 'privacy.changed':
      of(fact.userId).privacy = { invisible: fact.invisible };
      break;
    case 'quietHours.changed':
      of(fact.userId).quietHours = fact.quietHours;
      break;
    case 'mute.changed':
      of(fact.userId).mute = fact.mute;
      break;
    case 'reports.changed':
      for (const userId of fact.moderatorIds) of(userId).reportsChanged = true;
      break;
    case 'message.liked':
      (of(fact.userId).likes ??= []).push(fact.myLikes);
      break;
    case 'message.sent':
    case 'message.edited':
      for (const userId of fact.mentioned) {
        const { channelId, id: messageId, seq } = fact.message;
        (of(userId).mentioned ??= []).push({ channelId, messageId, seq });
      }
      break;
    case 'member.added':
    case 'member.removed':
      addMove(of(fact.member.user.id), fact);
      break;
  }
}

/** Of several moves in one commit only the last one counts. */
function addMove(changes: MyChanges, { type, channelId }: Pick<ChannelFact, 'type' | 'channelId'>): void {
  const without = (ids: string[] | undefined) => ids?.filter((id) => id !== channelId) ?? [];
  const [joined, left] = [without(changes.joined), without(changes.left)];
  (type === 'member.added' ? joined : left).push(channelId);
  Object.assign(changes, { joined, left });
}
