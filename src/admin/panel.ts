import { Injectable } from '@nestjs/common';
import { LazyModuleLoader } from '@nestjs/core';
import { InjectDataSource } from '@nestjs/typeorm';
import type { RequestHandler } from 'express';
import { DataSource } from 'typeorm';
import { prepareAdminEnvironment } from '../config/admin-environment.js';
import { Overview } from './overview.js';

/** AdminJS costs seconds and much memory, so it is loaded for the first administrator who comes, not at the start. */
@Injectable()
export class Panel {
  private router: Promise<RequestHandler> | undefined;

  constructor(
    private readonly modules: LazyModuleLoader,
    @InjectDataSource() private readonly reader: DataSource,
    private readonly overview: Overview,
  ) {}

  open(): Promise<RequestHandler> {
    this.router ??= this.load().catch((error: unknown) => {
      this.router = undefined;
      throw error;
    });
    return this.router;
  }

  private async load(): Promise<RequestHandler> {
    prepareAdminEnvironment();
    const { buildPanel } = await import('./adminjs.js');
    return buildPanel(this.modules, this.reader, this.overview);
  }
}
