import { Body, Controller, HttpCode, Param, Post, Put, Req, Res, UseGuards } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiProperty, ApiTags } from '../common/api-docs.js';
import { IsBoolean } from 'class-validator';
import type { Request, Response } from 'express';
import { IdPipe } from '../common/id.js';
import { CurrentUser, type SignedIn } from '../common/current-user.js';
import { toUserView, UserView } from '../users/user.view.js';
import { AccountsService } from './accounts.service.js';
import { AttemptsGuard } from './attempts.guard.js';
import { DeleteAccountDto } from './auth.dto.js';
import { DeletionService } from './deletion.service.js';
import { SessionCookie } from './session-cookie.js';

class ActiveDto {
  @ApiProperty()
  @IsBoolean()
  active!: boolean;
}

@ApiTags('users')
@Controller('users')
export class AccountsController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly deletion: DeletionService,
    private readonly cookie: SessionCookie,
  ) {}

  /** Deletes my account for ever. No DELETE: what stands in the body of one may be dropped on its way (RFC 9110, 9.3.5). */
  @UseGuards(AttemptsGuard)
  @Post('me/deletion')
  @HttpCode(204)
  @ApiNoContentResponse()
  async deleteAccount(
    @CurrentUser() me: SignedIn,
    @Body() body: DeleteAccountDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    await this.deletion.delete(me, body);
    await this.cookie.signOut(request, response);
  }

  /** Deactivates an account, or restores it; for administrators. Sessions and sockets end before this is answered. */
  @Put(':id/active')
  @ApiOkResponse({ type: UserView })
  async setActive(
    @CurrentUser() me: SignedIn,
    @Param('id', IdPipe) id: string,
    @Body() { active }: ActiveDto,
  ): Promise<UserView> {
    return toUserView(await this.accounts.setActive(me, id, active));
  }
}
