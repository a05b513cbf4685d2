import { WebSocketServer } from '@nestjs/websockets';
import type { Server } from 'socket.io';
import { ChatGateway } from '../common/chat-gateway.js';
import type { ClientToServer, ServerToClient } from '../contract/events.js';
import { channelRoom, sessionRoom, userRoom } from '../contract/rooms.js';
import type { Changes } from '../contract/views.js';
import { EventBus } from '../events/event-bus.js';
import type { Fact } from '../events/facts.js';

type ChannelFact = Extract<Fact, { channelId: string }>;

/** Turns facts into frames: one per channel and commit. The only place that decides who is told. */
@ChatGateway()
export class Broadcaster {
  @WebSocketServer()
  private readonly io!: Server<ClientToServer, ServerToClient>;

  constructor(events: EventBus) {
    events.listen((facts) => {
      this.tell(facts);
    });
  }

  private tell(facts: readonly Fact[]): void {
    const frames = new Map<string, Changes>();
    for (const fact of facts) {
      if (fact.type === 'session.ended') this.io.in(sessionRoom(fact.sessionId)).disconnectSockets(true);
      else frames.set(fact.channelId, withFact(frames.get(fact.channelId), fact));
      if (fact.type === 'member.added')
        this.io.in(userRoom(fact.member.user.id)).socketsJoin(channelRoom(fact.channelId));
    }
    for (const frame of frames.values()) this.io.to(channelRoom(frame.channelId)).emit('channel:changes', frame);
  }
}

/** A frame with one more change in it; changes of one channel follow each other, so `from` stays what it was. */
function withFact(frame: Changes | undefined, fact: ChannelFact): Changes {
  const { channelId, revision } = fact;
  const changes = frame ?? { channelId, from: revision - 1, to: revision, messages: [] };
  changes.to = revision;
  if (fact.type === 'message.sent') {
    changes.messages.push(fact.message);
  } else {
    (changes.members ??= []).push(fact.member);
    changes.channel = fact.channel;
  }
  return changes;
}
