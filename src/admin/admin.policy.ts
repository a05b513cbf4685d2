import { findResource, type PanelResource } from './resources.js';

/** AdminJS runs whatever is asked for, by any method, and what is not forbidden is allowed. Here it is the other way. */
const READ_ALL = new Set(['list', 'search']);
const PARTS =
  /^\/admin\/api\/resources\/(?<resource>[a-z]+)\/(?:actions\/(?<all>[a-z]+)(?:\/[^/]*)?|records\/(?<id>[\w-]+)\/(?<one>[A-Za-z]+))$/;
const PAGES =
  /^\/admin(?:\/resources\/(?<resource>[a-z]+)(?:\/(?:actions\/(?:list|exportList)|records\/[\w-]+\/(?<one>[A-Za-z]+)))?)?$/;
const ASSETS = /^\/admin\/frontend\/assets\/[\w.-]+$/;

/** Whether the panel answers this at all. */
export function isOffered(method: string, path: string): boolean {
  const data = PARTS.exec(path)?.groups;
  if (!data) return method === 'GET' && isPage(path);
  const resource = findResource(data['resource'] ?? '');
  if (!resource) return false;
  if (data['all']) return method === 'GET' && READ_ALL.has(data['all']);
  return method === 'GET' && isShown(resource, data['one']);
}

function isPage(path: string): boolean {
  const page = PAGES.exec(path);
  if (!page) return ASSETS.test(path) || path === '/admin/api/dashboard';
  const { resource: id, one } = page.groups ?? {};
  if (id === undefined) return true;
  const resource = findResource(id);
  return resource !== undefined && (one === undefined || isShown(resource, one));
}

/** A row, or the form of an act upon it. */
const isShown = ({ acts = [] }: PanelResource, action = ''): boolean =>
  action === 'show' || acts.some(({ name }) => name === action);
