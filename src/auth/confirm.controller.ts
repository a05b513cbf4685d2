import { Body, Controller, Get, Post, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '../common/api-docs.js';
import type { Request, Response } from 'express';
import { AppError } from '../common/app-error.js';
import { CurrentUser, type SignedIn } from '../common/current-user.js';
import { AdministratorGuard } from './administrator.guard.js';
import { AttemptsGuard } from './attempts.guard.js';
import { ConfirmDto } from './confirm.dto.js';
import { CONFIRM_POLICY, confirmPage, isRefusal, LANGUAGES, type Refusal } from './confirm.page.js';
import { Confirmation, CONFIRMED_COOKIE, CONFIRMED_MS } from './confirmation.js';
import { SecondFactorsService } from './second-factors.service.js';
import { WayInFilter } from './way-in.filter.js';

/** Before the panel opens, an administrator types their password, and a code of their second factor. */
@ApiExcludeController()
@Controller('admin/confirm')
@UseGuards(AdministratorGuard)
@UseFilters(WayInFilter)
export class ConfirmController {
  constructor(
    private readonly confirmation: Confirmation,
    private readonly secondFactors: SecondFactorsService,
  ) {}

  @Get()
  async show(@CurrentUser() me: SignedIn, @Req() request: Request, @Res() response: Response): Promise<void> {
    try {
      await this.secondFactors.requireOfAdministrator(me.id);
      await this.answer(me, request, response);
    } catch (error) {
      await this.refuse(me, request, response, error);
    }
  }

  @UseGuards(AttemptsGuard)
  @Post()
  async confirm(
    @CurrentUser() me: SignedIn,
    @Body() { password, code }: ConfirmDto,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    try {
      const value = await this.confirmation.confirm(me, password, code);
      const secure = request.secure;
      const options = { httpOnly: true, sameSite: 'strict', secure, path: '/admin', maxAge: CONFIRMED_MS } as const;
      response.cookie(CONFIRMED_COOKIE, value, options).redirect(303, '/admin');
    } catch (error) {
      await this.refuse(me, request, response, error);
    }
  }

  private async refuse(me: SignedIn, request: Request, response: Response, error: unknown): Promise<void> {
    if (!(error instanceof AppError && isRefusal(error.code))) throw error;
    await this.answer(me, request, response.status(error.status), error.code);
  }

  private async answer(me: SignedIn, request: Request, response: Response, refusal?: Refusal): Promise<void> {
    const language = LANGUAGES.find((known) => known === request.acceptsLanguages(LANGUAGES)) ?? 'en';
    const asksCode = await this.secondFactors.isOn(me.id);
    response.setHeader('Content-Security-Policy', CONFIRM_POLICY);
    // Without it browsers call the origin of a form `null`, which is a foreign one.
    response.setHeader('Referrer-Policy', 'same-origin');
    response.type('html').send(confirmPage(language, asksCode, refusal));
  }
}
