// What we use of AdminJS' types. Its own bring React's, which declare an empty DOM that Playwright's would be taken for;
// the build (tsconfig.build.json) is checked against its own.
export type PropertyType = 'string' | 'number' | 'datetime' | 'reference' | 'uuid';
export interface Filter {
  filters: Record<string, { path: string; value: unknown }>;
}
export interface CurrentAdmin {
  email: string;
}
export class BaseProperty {
  constructor(options: { path: string; type: PropertyType; isId: boolean; isSortable: boolean; position: number });
  name(): string;
  isSortable(): boolean;
  isEditable(): boolean;
  reference(): string | null;
  availableValues(): string[] | null;
}
export class BaseRecord {
  constructor(params: Record<string, unknown>, resource: BaseResource);
  params: Record<string, unknown>;
  param(path: string): unknown;
  toJSON(currentAdmin?: CurrentAdmin): object;
}
export class BaseResource {
  constructor(resource: unknown);
  id(): string;
  databaseName(): string;
  properties(): BaseProperty[];
  property(path: string): BaseProperty | null;
  count(filter: Filter): Promise<number>;
  find(filter: Filter, options: object): Promise<BaseRecord[]>;
  findOne(id: string): Promise<BaseRecord | null>;
  findMany(ids: (string | number)[]): Promise<BaseRecord[]>;
}
export type Locale = object;
export type AdminJSOptions = object;
export interface ResourceWithOptions {
  resource: BaseResource;
  options: object;
}
export default class AdminJS {
  static VERSION: string;
  options: AdminJSOptions;
}
