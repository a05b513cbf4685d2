import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '../common/api-docs.js';
import { CurrentUser, type SignedIn } from '../common/current-user.js';
import { pageOf } from '../common/page.js';
import type { Page } from '../contract/views.js';
import { SearchDto, SearchHitView } from './search.dto.js';
import { SearchService } from './search.service.js';

@ApiTags('messages')
@Controller('search')
export class SearchController {
  constructor(private readonly finder: SearchService) {}

  /**
   * Messages that I may read, the newest first. One request looks at a part of the messages: while `after` is not null there
   * may be more, also behind a short or an empty page. One search at a time: the next is answered with `busy`.
   */
  @Get()
  @ApiOkResponse({ type: pageOf(SearchHitView) })
  searchMessages(@CurrentUser() me: SignedIn, @Query() { q, ...scope }: SearchDto): Promise<Page<SearchHitView>> {
    return this.finder.search(q, { userId: me.id, ...scope });
  }
}
