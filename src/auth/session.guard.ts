import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { AppError } from '../common/app-error.js';
import { PUBLIC } from '../common/public.js';

/** Every route is closed to people who are not signed in, unless it is marked @Public(). */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    // A socket exists only for people who are signed in: realtime/socket-adapter sees to that.
    if (context.getType() === 'ws') return true;
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, [context.getHandler(), context.getClass()])) return true;
    if (!context.switchToHttp().getRequest<Request>().user) throw new AppError('unauthenticated');
    return true;
  }
}
