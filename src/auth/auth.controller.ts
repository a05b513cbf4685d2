import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Req, Res, UseGuards } from '@nestjs/common';
import {
  ApiBody,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiProperty,
  ApiTags,
} from '../common/api-docs.js';
import type { Request, Response } from 'express';
import { AppError } from '../common/app-error.js';
import { CurrentUser, type SignedIn } from '../common/current-user.js';
import { pageOf } from '../common/page.js';
import { Public } from '../common/public.js';
import type { Page } from '../contract/views.js';
import { toUserView } from '../users/user.view.js';
import { UsersService } from '../users/users.service.js';
import { AttemptsGuard } from './attempts.guard.js';
import { ChangePasswordDto, LoginDto, RegisterDto, ResetPasswordDto } from './auth.dto.js';
import { LocalGuard } from './local.strategy.js';
import { PasswordsService } from './passwords.service.js';
import { RegistrationService } from './registration.service.js';
import { SessionCookie } from './session-cookie.js';
import { SessionView, SignedInView, toSessionView } from './session.view.js';
import { SessionsService } from './sessions.service.js';

class WhoAmIView extends SignedInView {
  @ApiProperty()
  session!: SessionView;
}

@ApiTags('auth')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly registration: RegistrationService,
    private readonly passwords: PasswordsService,
    private readonly sessions: SessionsService,
    private readonly cookie: SessionCookie,
    private readonly users: UsersService,
  ) {}

  /** Makes an account and signs it in. */
  @Public()
  @UseGuards(AttemptsGuard)
  @Post('register')
  @ApiCreatedResponse({ type: SignedInView })
  async register(
    @Body() body: RegisterDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SignedInView> {
    const user = await this.registration.register(body);
    await this.cookie.signIn(request, response, user.id);
    return { user: toUserView(user) };
  }

  /** With name and password, and with a code where `second_factor_required` asks for it. */
  @Public()
  @UseGuards(AttemptsGuard, LocalGuard)
  @Post('login')
  @HttpCode(200)
  @ApiBody({ type: LoginDto })
  @ApiOkResponse({ type: SignedInView })
  async login(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<SignedInView> {
    const { verified } = request;
    if (!verified) throw new AppError('invalid_credentials');
    const { user } = verified;
    const sessionId = await this.cookie.signIn(request, response, user.id);
    // The password may have changed since it was checked, and the change ended only the sessions that were there.
    if (await this.passwords.isCurrent(verified)) return { user: toUserView(user) };
    await this.sessions.end(user.id, sessionId);
    throw new AppError('invalid_credentials');
  }

  /** Ends this session, and closes its sockets before the answer leaves. */
  @Public()
  @Post('logout')
  @HttpCode(204)
  @ApiNoContentResponse()
  async logout(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    await this.cookie.signOut(request, response);
  }

  /** Who am I, and with which session? */
  @Get('session')
  @ApiOkResponse({ type: WhoAmIView })
  async getSession(@CurrentUser() me: SignedIn): Promise<WhoAmIView> {
    const [user, session] = await Promise.all([this.users.get(me.id), this.sessions.get(me.id, me.sessionId)]);
    return { user: toUserView(user), session: toSessionView(session, me.sessionId) };
  }

  /** Where I am signed in. */
  @Get('sessions')
  @ApiOkResponse({ type: pageOf(SessionView) })
  async listSessions(@CurrentUser() me: SignedIn): Promise<Page<SessionView>> {
    const sessions = await this.sessions.list(me.id);
    return { items: sessions.map((session) => toSessionView(session, me.sessionId)), before: null, after: null };
  }

  /** Ends one of my sessions. */
  @Delete('sessions/:id')
  @HttpCode(204)
  @ApiNoContentResponse()
  endSession(@CurrentUser() me: SignedIn, @Param('id') id: string): Promise<void> {
    return this.sessions.end(me.id, id);
  }

  /** Ends all my sessions but this one. */
  @Delete('sessions')
  @HttpCode(204)
  @ApiNoContentResponse()
  endOtherSessions(@CurrentUser() me: SignedIn): Promise<void> {
    return this.sessions.endOthers(me.id, me.sessionId);
  }

  /** Changes my password and ends my other sessions. */
  @UseGuards(AttemptsGuard)
  @Put('password')
  @HttpCode(204)
  @ApiNoContentResponse()
  changePassword(@CurrentUser() me: SignedIn, @Body() body: ChangePasswordDto): Promise<void> {
    return this.passwords.change(me, body);
  }

  /** Sets a new password by a link that an operator handed out, once, and ends all sessions of the person. */
  @Public()
  @UseGuards(AttemptsGuard)
  @Post('password/reset')
  @HttpCode(204)
  @ApiNoContentResponse()
  resetPassword(@Body() body: ResetPasswordDto): Promise<void> {
    return this.passwords.reset(body);
  }
}
