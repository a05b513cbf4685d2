import { Body, Controller, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';
import { IdPipe } from '../common/id.js';
import { CurrentUser, type SignedIn } from '../common/current-user.js';
import { toUserView, UserView } from '../users/user.view.js';
import { AccountsService } from './accounts.service.js';

class ActiveDto {
  @ApiProperty()
  @IsBoolean()
  active!: boolean;
}

@ApiTags('users')
@Controller('users')
export class AccountsController {
  constructor(private readonly accounts: AccountsService) {}

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
