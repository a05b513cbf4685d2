import { type ArgumentsHost, Catch } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AppError } from '../common/app-error.js';
import { ProblemFilter } from '../common/problem.filter.js';
import type { ErrorCode } from '../contract/errors.js';

const WAYS_IN: Partial<Record<ErrorCode, string>> = {
  unauthenticated: '/login',
  account_banned: '/login',
  confirmation_needed: '/admin/confirm',
  second_factor_missing: '/admin/confirm',
};

/** Whoever asks for a page of the panel too early is led to where they can get in; its requests for data are refused. */
@Catch()
export class WayInFilter extends ProblemFilter {
  override catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const { path } = http.getRequest<Request>();
    const wayIn = error instanceof AppError && WAYS_IN[error.code];
    if (wayIn && !path.startsWith('/admin/api/')) http.getResponse<Response>().redirect(303, wayIn);
    else super.catch(error, host);
  }
}
