import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { PUBLIC } from '../common/public.js';
import { SessionCookie } from './session-cookie.js';

/** Every route is closed to people who are not signed in, unless it is marked @Public(). */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly cookie: SessionCookie,
  ) {}

  /** @throws AppError `unauthenticated`, `account_banned` */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    // A socket exists only for people who are signed in: realtime/socket-adapter sees to that.
    if (context.getType() === 'ws') return true;
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, [context.getHandler(), context.getClass()])) return true;
    const { user, headers } = context.switchToHttp().getRequest<Request>();
    if (!user) throw await this.cookie.refusalOf(headers.cookie);
    return true;
  }
}
