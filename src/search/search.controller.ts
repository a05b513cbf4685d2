import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type SignedIn } from '../common/current-user.js';
import { pageOf } from '../common/page.js';
import type { Page } from '../contract/views.js';
import { SearchDto, SearchHitView } from './search.dto.js';
import { SearchService } from './search.service.js';

@ApiTags('messages')
@Controller('search')
export class SearchController {
  constructor(private readonly finder: SearchService) {}

  /** Messages that I may read, the newest first. While `after` is not null there may be more, also behind an empty page. */
  @Get()
  @ApiOkResponse({ type: pageOf(SearchHitView) })
  searchMessages(@CurrentUser() me: SignedIn, @Query() { q, ...scope }: SearchDto): Promise<Page<SearchHitView>> {
    return this.finder.search(q, { userId: me.id, ...scope });
  }
}
