import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { AppError } from '../common/app-error.js';
import { PUBLIC } from '../common/public.js';
import { UsersService } from '../users/users.service.js';

/** Every route is closed to people who are not signed in, unless it is marked @Public(). */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly users: UsersService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    // A socket exists only for people who are signed in: realtime/socket-adapter sees to that.
    if (context.getType() === 'ws') return true;
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, [context.getHandler(), context.getClass()])) return true;
    const request = context.switchToHttp().getRequest<Request>();
    const { userId, stored } = request.session;
    const user = userId && stored ? await this.users.find(userId) : null;
    if (!user || user.deactivatedAt !== null || !stored) throw new AppError('unauthenticated');
    request.user = { id: user.id, role: user.role, sessionId: stored.id };
    return true;
  }
}
