import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Confirmation } from '../auth/confirmation.js';
import { AppError } from '../common/app-error.js';

/** For administrators who typed their password just now. */
@Injectable()
export class ConfirmedGuard implements CanActivate {
  constructor(private readonly confirmation: Confirmation) {}

  /** @throws AppError `confirmation_needed`, `second_factor_missing` */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { user, headers } = context.switchToHttp().getRequest<Request>();
    if (!user) throw new AppError('unauthenticated');
    await this.confirmation.require(user, headers.cookie);
    return true;
  }
}
