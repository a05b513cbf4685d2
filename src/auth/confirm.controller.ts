import { Body, Controller, Get, Post, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { AppError } from '../common/app-error.js';
import { CurrentUser, type SignedIn } from '../common/current-user.js';
import { AdministratorGuard } from './administrator.guard.js';
import { AttemptsGuard } from './attempts.guard.js';
import { ConfirmDto } from './confirm.dto.js';
import { CONFIRM_POLICY, confirmPage, LANGUAGES } from './confirm.page.js';
import { Confirmation, CONFIRMED_COOKIE, CONFIRMED_MS } from './confirmation.js';
import { WayInFilter } from './way-in.filter.js';

/** Before the panel opens, an administrator types their password. */
@ApiExcludeController()
@Controller('admin/confirm')
@UseGuards(AdministratorGuard)
@UseFilters(WayInFilter)
export class ConfirmController {
  constructor(private readonly confirmation: Confirmation) {}

  @Get()
  show(@Req() request: Request, @Res() response: Response): void {
    answer(request, response, false);
  }

  @UseGuards(AttemptsGuard)
  @Post()
  async confirm(
    @CurrentUser() me: SignedIn,
    @Body() { password }: ConfirmDto,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    try {
      const value = await this.confirmation.confirm(me, password);
      const secure = request.secure;
      const options = { httpOnly: true, sameSite: 'strict', secure, path: '/admin', maxAge: CONFIRMED_MS } as const;
      response.cookie(CONFIRMED_COOKIE, value, options).redirect(303, '/admin');
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'wrong_password')) throw error;
      answer(request, response.status(error.status), true);
    }
  }
}

function answer(request: Request, response: Response, isWrong: boolean): void {
  const language = LANGUAGES.find((known) => known === request.acceptsLanguages(LANGUAGES)) ?? 'en';
  response.setHeader('Content-Security-Policy', CONFIRM_POLICY);
  // Without it browsers call the origin of a form `null`, which is a foreign one.
  response.setHeader('Referrer-Policy', 'same-origin');
  response.type('html').send(confirmPage(language, isWrong));
}
