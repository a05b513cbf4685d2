import { Controller, Get, Post, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '../common/api-docs.js';
import type { Request, Response } from 'express';
import { AdministratorGuard } from '../auth/administrator.guard.js';
import { WayInFilter } from '../auth/way-in.filter.js';
import { AppError } from '../common/app-error.js';
import { UsersService } from '../users/users.service.js';
import { isOffered } from './admin.policy.js';
import { ConfirmedGuard } from './confirmed.guard.js';
import { Panel } from './panel.js';

/** The door of the panel: AdminJS sees a request only after everything about it was checked here. */
@ApiExcludeController()
@Controller('admin')
@UseGuards(AdministratorGuard, ConfirmedGuard)
@UseFilters(WayInFilter)
export class AdminController {
  constructor(
    private readonly panel: Panel,
    private readonly users: UsersService,
  ) {}

  @Get(['', '*path'])
  look(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.pass(request, response);
  }

  @Post('*path')
  act(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.pass(request, response);
  }

  private async pass(request: Request, response: Response): Promise<void> {
    if (!isOffered(request.method === 'HEAD' ? 'GET' : request.method, request.path)) throw new AppError('not_found');
    if (hasBody(request)) throw new AppError('unsupported_media_type', { detail: 'The panel takes no bodies' });
    await this.introduce(request);
    const router = await this.panel.open();
    await new Promise<void>((resolve, reject) => {
      response.once('close', resolve);
      void router(request, response, (error: unknown) => {
        reject(error instanceof Error ? error : new AppError('not_found'));
      });
    });
  }

  /** As AdminJS knows people. */
  private async introduce(request: Request): Promise<void> {
    // The name alone: AdminJS writes it into a script as it is, and a name has only letters, digits and . - _
    const { id, username } = await this.users.get(request.user?.id ?? '');
    Object.assign(request, { session: { adminUser: { id, email: username } } });
  }
}

const hasBody = ({ headers }: Request): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
