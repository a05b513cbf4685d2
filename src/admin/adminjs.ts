import { AbstractLoader, AdminModule as AdminJSModule } from '@adminjs/nestjs';
import AdminJSExpress from '@adminjs/express';
import { Injectable } from '@nestjs/common';
import type { LazyModuleLoader } from '@nestjs/core';
import AdminJS, { type AdminJSOptions, type BaseRecord, type CurrentAdmin, type ResourceWithOptions } from 'adminjs';
import { type RequestHandler, Router } from 'express';
import type { DataSource } from 'typeorm';
import type { Overview } from './overview.js';
import { PAGE_SCRIPT } from './page-script.js';
import { locale } from './labels.js';
import { finishPages } from './finish-pages.js';
import { type PanelAct, type PanelResource, RESOURCES } from './resources.js';
import { ServiceResource } from './service-resource.js';

const ROOT = '/admin';

/**
 * Keeps AdminJS' router for whoever opens the panel. The loader that comes with it puts the router before everything that
 * guards a request, and parses forms, files among them, before it looks who asks.
 */
@Injectable()
class RouterLoader extends AbstractLoader {
  router: RequestHandler | undefined;

  override register(admin: AdminJS): void {
    this.router = Router()
      .use(ROOT, withoutBody, finishPages(AdminJS.VERSION))
      .get(`${ROOT}/frontend/assets/components.bundle.js`, (_request, response) => {
        response.type('js').send(PAGE_SCRIPT);
      })
      .use(ROOT, AdminJSExpress.buildRouter(admin));
  }
}

/** Only this file, and what it imports, knows AdminJS: Panel loads it late. */
export async function buildPanel(
  modules: LazyModuleLoader,
  reader: DataSource,
  overview: Overview,
): Promise<RequestHandler> {
  const adminJsOptions = options(
    RESOURCES.map((resource) => decorated(resource, reader)),
    overview,
  );
  const module = AdminJSModule.createAdmin({ adminJsOptions, customLoader: RouterLoader });
  const loaded = await modules.load(() => module);
  // Nest runs no hooks of modules that are loaded late.
  await loaded.get(AdminJSModule).onModuleInit();
  const { router } = loaded.get<RouterLoader>(AbstractLoader);
  if (!router) throw new Error('AdminJS made no router.');
  return router;
}

const options = (resources: ResourceWithOptions[], overview: Overview): AdminJSOptions => ({
  rootPath: ROOT,
  loginPath: '/login',
  logoutPath: '/',
  resources,
  locale,
  branding: { companyName: 'Veche', logo: false, withMadeWithLove: false, favicon: '/favicon.svg' },
  dashboard: { component: 'Dashboard', handler: () => overview.read() },
  settings: { defaultPerPage: 25 },
});

/** What is not named is off: AdminJS takes a missing `isAccessible` for a yes. */
const OFF = { isAccessible: false, isVisible: false };

function decorated(resource: PanelResource, reader: DataSource): ResourceWithOptions {
  const fields = Object.entries(resource.fields);
  const names = fields.map(([name]) => name);
  return {
    resource: new ServiceResource(resource, reader),
    options: {
      navigation: { name: null, icon: resource.icon },
      titleProperty: resource.title,
      sort: { sortBy: 'createdAt', direction: 'desc' },
      listProperties: names.filter((name) => name !== 'id'),
      showProperties: names,
      filterProperties: fields.filter(([, field]) => field.filter).map(([name]) => name),
      actions: {
        new: OFF,
        edit: OFF,
        delete: OFF,
        bulkDelete: OFF,
        show: ALONE,
        exportList: EXPORT,
        ...formsOf(resource),
      },
    },
  };
}

/** AdminJS shows the row and our form; the form sends to ActsController. */
const formsOf = ({ acts = [] }: PanelResource) =>
  Object.fromEntries(
    acts.map(({ name, icon, asks, when }) => [name, { ...FORM, icon, custom: { asks }, ...only(when) }]),
  );

/** Without the buttons of the list. */
const ALONE = { showResourceActions: false };

const FORM = {
  ...ALONE,
  actionType: 'record' as const,
  component: 'Act',
  handler: (_request: unknown, _response: unknown, { record, currentAdmin }: ShownRow) => ({
    record: record?.toJSON(currentAdmin),
  }),
};

/** Beside the list, whose filters stand in the address. */
const EXPORT = {
  actionType: 'resource' as const,
  component: 'Export',
  icon: 'Download',
  showInDrawer: true,
  handler: () => ({}),
};

interface ShownRow {
  record?: BaseRecord;
  currentAdmin?: CurrentAdmin;
}

const only = (when: PanelAct['when']) =>
  when && { isVisible: ({ record }: ShownRow) => record !== undefined && when(record.params) };

/** No request of the panel has a body, and the controller refused those that do: there is nothing to parse. */
const withoutBody: RequestHandler = (request, _response, next) => {
  Object.assign(request, { express_formidable: { parsed: true }, fields: {}, files: {} });
  next();
};
