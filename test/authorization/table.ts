import type { Asked } from '../../src/contract/events.js';
import { aBrowser } from '../support/push-service.js';
import { aDraft, type Stage } from './stage.js';

/** Statuses in the order of PERSONAS: anonymous, outsider, member, moderator, owner, administrator, removed, deactivated. */
const EVERYBODY = '200 200 200 200 200 200 200 200';
const SIGNED_IN = '401 200 200 200 200 200 200 401';
const PANEL = '303 403 403 403 403 200 403 303';
/** The administrator has not confirmed their password: see test/admin. */
const ACTS = '401 403 403 403 403 403 403 401';
const MEMBERS = '401 404 200 200 200 404 404 401';
const NOBODY_YET = (status: number) => SIGNED_IN.replaceAll('200', String(status));
const of = (pattern: string, ok: number) => pattern.replaceAll('200', String(ok));
/** By members who run the group; the others in it are told that they may not. */
const RUN = '401 404 403 200 200 404 404 401';
const RULE = '401 404 403 403 200 404 404 401';

export interface Row {
  expected: string;
  path?: (stage: Stage) => string;
  body?: (stage: Stage) => object;
  /** The stage needs a picture, in a message and of the group: see `hangPictures`. */
  pictures?: true;
}

const channel = ({ id }: Stage) => `/api/channels/${id}`;
const group = ({ id }: Stage) => `/api/groups/${id}`;
const message = (stage: Stage) => `/api/messages/${stage.message.id}`;
const upload = (stage: Stage) => `/api/uploads/${stage.uploadId ?? stage.id}`;
const author = (stage: Stage) => stage.author.user.id;
const act = (stage: Stage, name: string) => `/admin/api/acts/people/${author(stage)}/${name}`;
const user = (stage: Stage) => `/api/users/${author(stage)}`;

/** A row for each registered route. */
export const ROUTES: Record<string, Row> = {
  'GET /health/live': { expected: EVERYBODY },
  'GET /health/ready': { expected: EVERYBODY },
  'GET /metrics': { expected: of(EVERYBODY, 404) },
  // The panel: people are led to where they can get in. See test/admin.
  'GET /admin/confirm': { expected: PANEL },
  'POST /admin/confirm': { expected: of(PANEL, 400), body: () => ({}) },
  'GET /admin': { expected: of(PANEL, 303) },
  'GET /admin/*path': { expected: '401 403 403 403 403 403 403 401', path: () => '/admin/api/dashboard' },
  'POST /admin/*path': { expected: '401 403 403 403 403 403 403 401', path: () => '/admin/api/dashboard' },
  'POST /admin/api/acts/people/:id/deactivate': { expected: ACTS, path: (stage) => act(stage, 'deactivate') },
  'POST /admin/api/acts/people/:id/restore': { expected: ACTS, path: (stage) => act(stage, 'restore') },
  'POST /admin/api/acts/people/:id/ban': { expected: ACTS, path: (stage) => act(stage, 'ban') },
  'POST /admin/api/acts/people/:id/unban': { expected: ACTS, path: (stage) => act(stage, 'unban') },
  'POST /admin/api/acts/people/:id/mute': { expected: ACTS, path: (stage) => act(stage, 'mute') },
  'POST /admin/api/acts/people/:id/unmute': { expected: ACTS, path: (stage) => act(stage, 'unmute') },
  'POST /admin/api/acts/people/:id/endSessions': { expected: ACTS, path: (stage) => act(stage, 'endSessions') },
  'POST /admin/api/acts/people/:id/setRole': { expected: ACTS, path: (stage) => act(stage, 'setRole') },
  'POST /admin/api/acts/people/:id/resetPassword': { expected: ACTS, path: (stage) => act(stage, 'resetPassword') },
  'POST /admin/api/acts/people/:id/removeSecondFactor': {
    expected: ACTS,
    path: (stage) => act(stage, 'removeSecondFactor'),
  },
  'POST /admin/api/acts/messages/:id/deleteMessage': {
    expected: ACTS,
    path: ({ message: { id } }) => `/admin/api/acts/messages/${id}/deleteMessage`,
  },
  'POST /admin/api/acts/reports/:id/closeReport': {
    expected: ACTS,
    path: ({ id }) => `/admin/api/acts/reports/${id}/closeReport`,
  },
  'POST /admin/api/acts/invites/:id/revokeInvite': {
    expected: ACTS,
    path: ({ id }) => `/admin/api/acts/invites/${id}/revokeInvite`,
  },
  'POST /admin/api/acts/:resource/exportList': { expected: ACTS, path: () => '/admin/api/acts/people/exportList' },
  'GET /api/docs': { expected: EVERYBODY },
  'GET /api/openapi.json': { expected: EVERYBODY },
  'POST /api/auth/register': { expected: of(EVERYBODY, 400), body: () => ({}) },
  'POST /api/auth/login': { expected: of(EVERYBODY, 401), body: () => ({ username: 'nobody', password: 'wrong one' }) },
  // Whoever is signed in to nothing is signed out.
  'POST /api/auth/logout': { expected: of(EVERYBODY, 204) },
  'GET /api/auth/session': { expected: SIGNED_IN },
  'GET /api/auth/sessions': { expected: SIGNED_IN },
  'DELETE /api/auth/sessions': { expected: of(SIGNED_IN, 204) },
  'DELETE /api/auth/sessions/:id': { expected: NOBODY_YET(404), path: () => `/api/auth/sessions/${'0'.repeat(64)}` },
  'POST /api/auth/password/reset': {
    expected: of(EVERYBODY, 403),
    body: () => ({ token: 'guessed', newPassword: 'long enough to be one' }),
  },
  'PUT /api/auth/password': {
    expected: NOBODY_YET(403),
    body: () => ({ currentPassword: 'wrong one', newPassword: 'long enough to be one' }),
  },
  'GET /api/auth/second-factor': { expected: SIGNED_IN },
  // With a wrong password, or nothing to confirm: that comes to light only after everything else was asked.
  'POST /api/auth/second-factor': { expected: NOBODY_YET(403), body: () => ({ password: 'wrong one' }) },
  'PUT /api/auth/second-factor': { expected: NOBODY_YET(404), body: () => ({ code: '123456' }) },
  'POST /api/auth/second-factor/recovery-codes': {
    expected: NOBODY_YET(403),
    body: () => ({ password: 'wrong one', code: '123456' }),
  },
  'POST /api/auth/second-factor/removal': {
    expected: NOBODY_YET(403),
    body: () => ({ password: 'wrong one', code: '123456' }),
  },
  'GET /api/users/me/export': { expected: SIGNED_IN },
  'GET /api/users': { expected: SIGNED_IN, path: (stage) => `/api/users?ids=${author(stage)}` },
  'GET /api/users/me': { expected: SIGNED_IN },
  'PATCH /api/users/me': { expected: SIGNED_IN, body: () => ({ status: '', version: 1 }) },
  // No picture is sent: that comes to light only after everything else was asked.
  'PUT /api/users/me/avatar': { expected: NOBODY_YET(415), body: () => ({}) },
  'DELETE /api/users/me/avatar': { expected: SIGNED_IN },
  'GET /api/users/:id/avatar/:avatarId': {
    expected: NOBODY_YET(404),
    path: (stage) => `${user(stage)}/avatar/${stage.id}`,
  },
  // With a wrong password: that comes to light only after everything else was asked.
  'POST /api/users/me/deletion': {
    expected: NOBODY_YET(403),
    body: () => ({ password: 'wrong one', messages: 'keep' }),
  },
  'GET /api/users/me/privacy': { expected: SIGNED_IN },
  'PUT /api/users/me/privacy': { expected: SIGNED_IN, body: () => ({ invisible: false }) },
  'GET /api/users/me/quiet-hours': { expected: SIGNED_IN },
  'PUT /api/users/me/quiet-hours': {
    expected: SIGNED_IN,
    body: () => ({ from: '22:00', to: '07:00', timeZone: 'Europe/Berlin' }),
  },
  'DELETE /api/users/me/quiet-hours': { expected: of(SIGNED_IN, 204) },
  'GET /api/users/me/push': { expected: SIGNED_IN },
  // An address in this network: that comes to light only after everything else was asked.
  'PUT /api/users/me/push': {
    expected: NOBODY_YET(422),
    body: () => ({ ...aBrowser(), endpoint: 'https://127.0.0.1/' }),
  },
  'DELETE /api/users/me/push': { expected: of(SIGNED_IN, 204) },
  'GET /api/users/:id': { expected: SIGNED_IN, path: user },
  'PUT /api/users/:id/active': {
    expected: '401 403 403 403 403 200 403 401',
    path: (stage) => `${user(stage)}/active`,
    body: () => ({ active: true }),
  },
  'GET /api/users/me/blocks': { expected: SIGNED_IN },
  'PUT /api/users/me/blocks/:userId': {
    expected: NOBODY_YET(404),
    path: (stage) => `/api/users/me/blocks/${stage.id}`,
  },
  'DELETE /api/users/me/blocks/:userId': {
    expected: of(SIGNED_IN, 204),
    path: (stage) => `/api/users/me/blocks/${author(stage)}`,
  },
  'GET /api/users/:id/like': { expected: SIGNED_IN, path: (stage) => `${user(stage)}/like` },
  'PUT /api/users/:id/like': { expected: SIGNED_IN, path: (stage) => `${user(stage)}/like` },
  'DELETE /api/users/:id/like': { expected: SIGNED_IN, path: (stage) => `${user(stage)}/like` },
  'GET /api/users/:id/likes': { expected: SIGNED_IN, path: (stage) => `${user(stage)}/likes` },

  'GET /api/channels': { expected: SIGNED_IN },
  'POST /api/channels/direct': { expected: SIGNED_IN, body: (stage) => ({ userId: author(stage) }) },
  'GET /api/channels/:id': { expected: MEMBERS, path: channel },
  'GET /api/channels/:id/members': { expected: MEMBERS, path: (stage) => `${channel(stage)}/members` },
  'PUT /api/channels/:id/read': {
    expected: MEMBERS,
    path: (stage) => `${channel(stage)}/read`,
    body: () => ({ seq: 1 }),
  },
  'PUT /api/channels/:id/unread': {
    expected: MEMBERS,
    path: (stage) => `${channel(stage)}/unread`,
    body: () => ({ seq: 1 }),
  },
  'PATCH /api/channels/:id/membership': {
    expected: MEMBERS,
    path: (stage) => `${channel(stage)}/membership`,
    body: () => ({ notify: 'none' }),
  },
  'GET /api/channels/:id/messages': { expected: MEMBERS, path: (stage) => `${channel(stage)}/messages` },
  'POST /api/channels/:id/messages': {
    expected: of(MEMBERS, 201),
    path: (stage) => `${channel(stage)}/messages`,
    body: aDraft,
  },
  'POST /api/channels/:id/uploads': {
    expected: of(MEMBERS, 415),
    path: (stage) => `${channel(stage)}/uploads`,
    body: () => ({}),
  },
  'GET /api/uploads/:id': { expected: MEMBERS, path: upload, pictures: true },
  'GET /api/uploads/:id/thumbnail': {
    expected: MEMBERS,
    path: (stage) => `${upload(stage)}/thumbnail`,
    pictures: true,
  },
  // It is the author's, and sent.
  'DELETE /api/uploads/:id': { expected: NOBODY_YET(404), path: upload, pictures: true },
  'GET /api/channels/:id/changes': {
    // Of another history: who may not see the channel is not even told that.
    expected: of(MEMBERS, 409),
    path: (stage) => `${channel(stage)}/changes?epoch=${stage.id}&from=0`,
  },

  'GET /api/messages': { expected: SIGNED_IN, path: (stage) => `/api/messages?ids=${stage.message.id}` },
  'GET /api/messages/:id': { expected: MEMBERS, path: message },
  'PATCH /api/messages/:id': {
    expected: of(MEMBERS, 403),
    path: message,
    body: () => ({ body: 'not mine', version: 1 }),
  },
  'DELETE /api/messages/:id': { expected: RUN, path: message },
  'GET /api/messages/:id/likes': { expected: MEMBERS, path: (stage) => `${message(stage)}/likes` },
  'PUT /api/messages/:id/likes': { expected: MEMBERS, path: (stage) => `${message(stage)}/likes`, body: () => ({}) },
  'DELETE /api/messages/:id/likes': { expected: MEMBERS, path: (stage) => `${message(stage)}/likes` },

  'POST /api/messages/:id/reports': {
    expected: of(MEMBERS, 204),
    path: (stage) => `${message(stage)}/reports`,
    body: () => ({ reason: 'spam' }),
  },
  'POST /api/users/:id/reports': {
    expected: of(SIGNED_IN, 204),
    path: (stage) => `${user(stage)}/reports`,
    body: () => ({ reason: 'spam' }),
  },
  // The moderator here is one of a group: the server's moderators are asked of in test/moderation.
  'GET /api/reports': { expected: '401 403 403 403 403 200 403 401' },
  'POST /api/reports/:id/close': {
    expected: '401 403 403 403 403 404 403 401',
    path: ({ id }) => `/api/reports/${id}/close`,
    body: () => ({ deleteMessage: false }),
  },

  'PUT /api/users/:id/mute': {
    expected: '401 403 403 403 403 404 403 401',
    path: ({ id }) => `/api/users/${id}/mute`,
    body: () => ({ hours: 1, reason: 'spam' }),
  },
  'DELETE /api/users/:id/mute': {
    expected: '401 403 403 403 403 404 403 401',
    path: ({ id }) => `/api/users/${id}/mute`,
  },

  'GET /api/search': { expected: SIGNED_IN, path: () => '/api/search?q=hello' },
  'GET /api/groups': { expected: SIGNED_IN },
  'POST /api/groups': { expected: of(SIGNED_IN, 201), body: () => ({ name: 'mine' }) },
  'PATCH /api/groups/:id': { expected: RUN, path: group, body: () => ({ topic: 'new' }) },
  'PUT /api/groups/:id/avatar': {
    expected: of(RUN, 415),
    path: (stage) => `${group(stage)}/avatar`,
    body: () => ({}),
  },
  'DELETE /api/groups/:id/avatar': { expected: RUN, path: (stage) => `${group(stage)}/avatar` },
  'GET /api/groups/:id/avatar/:avatarId': {
    expected: MEMBERS,
    path: (stage) => `${group(stage)}/avatar/${stage.avatarId ?? stage.id}`,
    pictures: true,
  },
  'PUT /api/groups/:id/members/me': { expected: MEMBERS, path: (stage) => `${group(stage)}/members/me` },
  'DELETE /api/groups/:id/members/me': { expected: of(MEMBERS, 204), path: (stage) => `${group(stage)}/members/me` },
  'POST /api/groups/:id/members': {
    expected: of(RUN, 204),
    path: (stage) => `${group(stage)}/members`,
    body: (stage) => ({ userIds: [stage.people.outsider.user.id] }),
  },
  'PATCH /api/groups/:id/members/:userId': {
    expected: of(RULE, 204),
    path: (stage) => `${group(stage)}/members/${author(stage)}`,
    body: () => ({ role: 'moderator' }),
  },
  'DELETE /api/groups/:id/members/:userId': {
    expected: of(RUN, 204),
    path: (stage) => `${group(stage)}/members/${author(stage)}`,
  },
  'PUT /api/groups/:id/owner': {
    expected: of(RULE, 204),
    path: (stage) => `${group(stage)}/owner`,
    body: (stage) => ({ userId: author(stage) }),
  },
  'GET /api/groups/:id/invites': { expected: RUN, path: (stage) => `${group(stage)}/invites` },
  'POST /api/groups/:id/invites': {
    expected: of(RUN, 201),
    path: (stage) => `${group(stage)}/invites`,
    body: () => ({}),
  },
  'DELETE /api/groups/:id/invites/:inviteId': {
    expected: of(RUN, 204),
    path: (stage) => `${group(stage)}/invites/${stage.invite.id}`,
  },
  'POST /api/invites/look': { expected: SIGNED_IN, body: ({ invite }) => ({ token: invite.token }) },
  'POST /api/invites/accept': { expected: SIGNED_IN, body: ({ invite }) => ({ token: invite.token }) },
};

/** Statuses of the acknowledgement; anonymous and deactivated people have no socket to ask by. */
export interface EventRow {
  expected: string;
  payload: (stage: Stage) => object;
}

const inChannel = ({ id }: Stage) => ({ channelId: id });
const onMessage = (stage: Stage) => ({ messageId: stage.message.id });

export const EVENTS: Record<keyof Asked, EventRow> = {
  'message:send': { expected: MEMBERS, payload: (stage) => ({ ...inChannel(stage), ...aDraft() }) },
  'message:edit': {
    expected: of(MEMBERS, 403),
    payload: (stage) => ({ ...onMessage(stage), body: 'not mine', version: 1 }),
  },
  'message:delete': { expected: RUN, payload: onMessage },
  'like:set': { expected: MEMBERS, payload: (stage) => ({ ...onMessage(stage), liked: true }) },
  'profile:like': { expected: SIGNED_IN, payload: (stage) => ({ userId: author(stage), liked: true }) },
  'channel:read': { expected: MEMBERS, payload: (stage) => ({ ...inChannel(stage), seq: 1 }) },
  'channel:unread': { expected: MEMBERS, payload: (stage) => ({ ...inChannel(stage), seq: 1 }) },
  'channel:change': { expected: MEMBERS, payload: (stage) => ({ ...inChannel(stage), notify: 'none' }) },
  'channel:typing': { expected: MEMBERS, payload: (stage) => ({ ...inChannel(stage), typing: true }) },
  'direct:open': { expected: SIGNED_IN, payload: (stage) => ({ userId: author(stage) }) },
  'group:create': { expected: SIGNED_IN, payload: () => ({ name: 'mine' }) },
  'group:change': { expected: RUN, payload: (stage) => ({ ...inChannel(stage), topic: 'new' }) },
  'group:join': { expected: MEMBERS, payload: inChannel },
  'group:leave': { expected: MEMBERS, payload: inChannel },
  'presence:set': { expected: SIGNED_IN, payload: () => ({ active: true }) },
  'presence:get': { expected: SIGNED_IN, payload: (stage) => ({ userIds: [author(stage)] }) },
  // What one may not see is to be forgotten, and nothing of it is told: asked of below.
  sync: { expected: SIGNED_IN, payload: (stage) => ({ epoch: stage.id, positions: { [stage.id]: 0 } }) },
};
