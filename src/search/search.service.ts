import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AppError } from '../common/app-error.js';
import type { Page, SearchHitView } from '../contract/views.js';
import { HistoryService } from '../messages/history.service.js';
import { excerptOf } from './excerpt.js';
import { faultOf, parseQuery, type SearchQuery } from './search-query.js';
import { SearchIndexer } from './search-indexer.js';
import { findMessages, type Scope } from './search.sql.js';

@Injectable()
export class SearchService {
  /** Who is searching just now. */
  private readonly searching = new Set<string>();

  constructor(
    @InjectDataSource() private readonly reader: DataSource,
    private readonly history: HistoryService,
    private readonly indexer: SearchIndexer,
  ) {}

  /**
   * The messages that a person may read now and that answer the query (see parseQuery), the newest first. A page may hold
   * fewer than `limit`, even none, and still have an `after`: one search compares the text of a thousand messages at most.
   * Where nothing is found, nothing says whether others have such a channel, person or message.
   *
   * @throws AppError `validation_failed` for a query that asks for nothing, or for too much (see faultOf); `busy` while
   * another search of the same person runs
   */
  async search(text: string, scope: Scope): Promise<Page<SearchHitView>> {
    const query = parseQuery(text);
    const detail = faultOf(query);
    if (detail) throw new AppError('validation_failed', { errors: [{ pointer: '/q', code: 'words', detail }] });
    if (this.searching.has(scope.userId)) throw new AppError('busy', { retryAfterMs: 500 });
    this.searching.add(scope.userId);
    try {
      return await this.pageOf(query, scope);
    } finally {
      this.searching.delete(scope.userId);
    }
  }

  private async pageOf(query: SearchQuery, scope: Scope): Promise<Page<SearchHitView>> {
    await this.indexer.caughtUp();
    const { ids, after } = await findMessages(this.reader.manager, query, scope);
    const messages = ids.length > 0 ? await this.history.getMany(scope.userId, ids) : [];
    const byId = new Map(messages.map((message) => [message.id, message]));
    const items = ids.flatMap((id) => {
      const message = byId.get(id);
      // Deleted since, or in a channel that the person left since.
      if (!message || message.deletedAt !== null) return [];
      return [{ message, excerpt: excerptOf(message.body, [...query.words, ...query.terms]) }];
    });
    return { items, before: null, after };
  }
}
