import { findResource } from './resources.js';

/** AdminJS runs whatever is asked for, by any method, and what is not forbidden is allowed. Here it is the other way. */
const READ_ALL = new Set(['list', 'search']);
const PARTS =
  /^\/admin\/api\/resources\/(?<resource>[a-z]+)\/(?:actions\/(?<all>[a-z]+)(?:\/[^/]*)?|records\/(?<id>[\w-]+)\/(?<one>[A-Za-z]+))$/;
const PAGES = /^\/admin(?:\/resources\/(?<resource>[a-z]+)(?:\/(?:actions\/list|records\/[\w-]+\/show))?)?$/;
const ASSETS = /^\/admin\/frontend\/assets\/[\w.-]+$/;

/** Whether the panel answers this at all. */
export function isOffered(method: string, path: string): boolean {
  const data = PARTS.exec(path)?.groups;
  if (!data) return method === 'GET' && isPage(path);
  const resource = findResource(data['resource'] ?? '');
  if (!resource) return false;
  if (data['all']) return method === 'GET' && READ_ALL.has(data['all']);
  return method === 'GET' && data['one'] === 'show';
}

function isPage(path: string): boolean {
  const page = PAGES.exec(path);
  if (!page) return ASSETS.test(path) || path === '/admin/api/dashboard';
  const resource = page.groups?.['resource'];
  return resource === undefined || findResource(resource) !== undefined;
}
