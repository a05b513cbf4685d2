import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { Socket } from 'socket.io';
import type { UserRole } from '../contract/views.js';

/** Who asks, on either door. */
export interface SignedIn {
  id: string;
  role: UserRole;
  /** The session's public id (see auth/session.entity). */
  sessionId: string;
}

declare global {
  // Express types `request.user` by this name, and only a namespace can be merged with its.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace Express {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type
    interface User extends SignedIn {}
  }
}

export interface SocketData {
  user: SignedIn;
}

/** The person who asks. Only behind the session guard, or on a socket, which exists only for people who are signed in. */
export const CurrentUser = createParamDecorator((_: unknown, context: ExecutionContext): SignedIn => {
  if (context.getType() === 'ws') return (context.switchToWs().getClient<Socket>().data as SocketData).user;
  return context.switchToHttp().getRequest<Request>().user as SignedIn;
});
