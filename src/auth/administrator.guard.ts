import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { AppError } from '../common/app-error.js';

/** Behind the session guard: for administrators alone. */
@Injectable()
export class AdministratorGuard implements CanActivate {
  /** @throws AppError `forbidden` */
  canActivate(context: ExecutionContext): boolean {
    if (context.switchToHttp().getRequest<Request>().user?.role !== 'admin') throw new AppError('forbidden');
    return true;
  }
}
