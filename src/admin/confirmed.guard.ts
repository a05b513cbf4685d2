import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Confirmation } from '../auth/confirmation.js';
import { AppError } from '../common/app-error.js';

/** For people who typed their password just now. */
@Injectable()
export class ConfirmedGuard implements CanActivate {
  constructor(private readonly confirmation: Confirmation) {}

  /** @throws AppError `confirmation_needed` */
  canActivate(context: ExecutionContext): boolean {
    const { user, headers } = context.switchToHttp().getRequest<Request>();
    if (!user) throw new AppError('unauthenticated');
    this.confirmation.require(user, headers.cookie);
    return true;
  }
}
