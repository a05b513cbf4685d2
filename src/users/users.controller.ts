import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '../common/api-docs.js';
import { IdPipe, IsIdList } from '../common/id.js';
import { CurrentUser, type SignedIn } from '../common/current-user.js';
import { pageOf } from '../common/page.js';
import { LIMITS } from '../contract/limits.js';
import type { Page } from '../contract/views.js';
import { toUserView, UserView } from './user.view.js';
import { UsersService } from './users.service.js';

class ManyUsersQuery {
  @IsIdList(LIMITS.usersAtOnce)
  ids!: string[];
}

@ApiTags('users')
@Controller('users')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  /** The people with these ids; ids of nobody are left out. */
  @Get()
  @ApiOkResponse({ type: pageOf(UserView) })
  async listUsers(@Query() { ids }: ManyUsersQuery): Promise<Page<UserView>> {
    return { items: (await this.users.getMany(ids)).map(toUserView), before: null, after: null };
  }

  @Get('me')
  @ApiOkResponse({ type: UserView })
  async getMe(@CurrentUser() me: SignedIn): Promise<UserView> {
    return toUserView(await this.users.get(me.id));
  }

  @Get(':id')
  @ApiOkResponse({ type: UserView })
  async getUser(@Param('id', IdPipe) id: string): Promise<UserView> {
    return toUserView(await this.users.get(id));
  }
}
