import createClient, { type Client } from 'openapi-fetch';
import { boundedFetch, data, done } from './answers.js';
import type {
  AccountDoor,
  After,
  ChannelsDoor,
  GroupsDoor,
  HttpDoor,
  ModerationDoor,
  PeopleDoor,
  PushDoor,
} from './doors.js';
import { files } from './files.js';
import type { paths } from './openapi.js';

const PAGE = 50;
const LARGE_PAGE = 200;

type Api = Client<paths>;

export function openHttp(): HttpDoor {
  const api = createClient<paths>({ baseUrl: location.origin, fetch: boundedFetch });
  return {
    ...account(api),
    ...channels(api),
    ...groups(api),
    ...people(api),
    ...moderation(api),
    ...push(api),
    ...files(),
  };
}

function account(api: Api): AccountDoor {
  return {
    register: async (body) => (await data(api.POST('/api/auth/register', { body }))).user,
    signIn: async (body) => (await data(api.POST('/api/auth/login', { body }))).user,
    signOut: () => done(api.POST('/api/auth/logout')),
    currentUser: async () => (await data(api.GET('/api/auth/session'))).user,
    sessions: async () => (await data(api.GET('/api/auth/sessions'))).items,
    endSession: (id) => done(api.DELETE('/api/auth/sessions/{id}', { params: { path: { id } } })),
    endOtherSessions: () => done(api.DELETE('/api/auth/sessions')),
    changePassword: (currentPassword, newPassword) =>
      done(api.PUT('/api/auth/password', { body: { currentPassword, newPassword } })),
    deleteAccount: (password, messages) => done(api.POST('/api/users/me/deletion', { body: { password, messages } })),
    resetPassword: (token, newPassword) => done(api.POST('/api/auth/password/reset', { body: { token, newPassword } })),
    secondFactor: () => data(api.GET('/api/auth/second-factor')),
    beginSecondFactor: (password) => data(api.POST('/api/auth/second-factor', { body: { password } })),
    confirmSecondFactor: async (code) =>
      (await data(api.PUT('/api/auth/second-factor', { body: { code } }))).recoveryCodes,
    renewRecoveryCodes: async (password, code) =>
      (await data(api.POST('/api/auth/second-factor/recovery-codes', { body: { password, code } }))).recoveryCodes,
    removeSecondFactor: (password, code) =>
      done(api.POST('/api/auth/second-factor/removal', { body: { password, code } })),
    setQuietHours: (body) =>
      done(body ? api.PUT('/api/users/me/quiet-hours', { body }) : api.DELETE('/api/users/me/quiet-hours')),
    setInvisible: (invisible) => done(api.PUT('/api/users/me/privacy', { body: { invisible } })),
  };
}

function channels(api: Api): ChannelsDoor {
  return {
    channels: (after) => data(api.GET('/api/channels', { params: { query: from(after, LARGE_PAGE) } })),
    channel: (id) => data(api.GET('/api/channels/{id}', { params: { path: { id } } })),
    members: (id, after) =>
      data(api.GET('/api/channels/{id}/members', { params: { path: { id }, query: from(after, LARGE_PAGE) } })),
    messages: (id, cursor) =>
      data(api.GET('/api/channels/{id}/messages', { params: { path: { id }, query: { limit: PAGE, ...cursor } } })),
    messagesById: async (ids) =>
      (await data(api.GET('/api/messages', { params: { query: { ids: ids.join(',') } } }))).items,
    messageLikes: (id, after) =>
      data(api.GET('/api/messages/{id}/likes', { params: { path: { id }, query: from(after) } })),
    search: (query, after) => data(api.GET('/api/search', { params: { query: { ...query, ...from(after) } } })),
  };
}

function groups(api: Api): GroupsDoor {
  return {
    groups: (name, after) =>
      data(api.GET('/api/groups', { params: { query: { ...from(after), ...(name && { name }) } } })),
    addMembers: (id, userIds) =>
      done(api.POST('/api/groups/{id}/members', { params: { path: { id } }, body: { userIds } })),
    removeMember: (id, userId) =>
      done(api.DELETE('/api/groups/{id}/members/{userId}', { params: { path: { id, userId } } })),
    setRole: (id, userId, role) =>
      done(api.PATCH('/api/groups/{id}/members/{userId}', { params: { path: { id, userId } }, body: { role } })),
    handOver: (id, userId) => done(api.PUT('/api/groups/{id}/owner', { params: { path: { id } }, body: { userId } })),
    invites: (id, after) => data(api.GET('/api/groups/{id}/invites', { params: { path: { id }, query: from(after) } })),
    createInvite: (id, body) => data(api.POST('/api/groups/{id}/invites', { params: { path: { id } }, body })),
    revokeInvite: (id, inviteId) =>
      done(api.DELETE('/api/groups/{id}/invites/{inviteId}', { params: { path: { id, inviteId } } })),
    lookAtInvite: (token) => data(api.POST('/api/invites/look', { body: { token } })),
    acceptInvite: (token) => data(api.POST('/api/invites/accept', { body: { token } })),
  };
}

function people(api: Api): PeopleDoor {
  return {
    users: async (ids) => (await data(api.GET('/api/users', { params: { query: { ids: ids.join(',') } } }))).items,
    blocks: (after) => data(api.GET('/api/users/me/blocks', { params: { query: from(after, LARGE_PAGE) } })),
    block: (userId, blocked) => {
      const params = { path: { userId } };
      return done(
        blocked
          ? api.PUT('/api/users/me/blocks/{userId}', { params })
          : api.DELETE('/api/users/me/blocks/{userId}', { params }),
      );
    },
    profileLike: (id) => data(api.GET('/api/users/{id}/like', { params: { path: { id } } })),
    profileLikes: (id, after) =>
      data(api.GET('/api/users/{id}/likes', { params: { path: { id }, query: from(after) } })),
  };
}

function moderation(api: Api): ModerationDoor {
  return {
    report: (subject, reason) => {
      const body = { reason };
      return done(
        'messageId' in subject
          ? api.POST('/api/messages/{id}/reports', { params: { path: { id: subject.messageId } }, body })
          : api.POST('/api/users/{id}/reports', { params: { path: { id: subject.userId } }, body }),
      );
    },
    reports: (after) => data(api.GET('/api/reports', { params: { query: from(after) } })),
    closeReport: (id, deleteMessage) =>
      done(api.POST('/api/reports/{id}/close', { params: { path: { id } }, body: { deleteMessage } })),
    mute: (id, hours, reason) =>
      done(api.PUT('/api/users/{id}/mute', { params: { path: { id } }, body: { hours, reason } })),
    unmute: (id) => done(api.DELETE('/api/users/{id}/mute', { params: { path: { id } } })),
  };
}

function push(api: Api): PushDoor {
  return {
    pushKey: async () => (await data(api.GET('/api/users/me/push'))).publicKey,
    subscribe: (body) => done(api.PUT('/api/users/me/push', { body })),
    unsubscribe: () => done(api.DELETE('/api/users/me/push')),
  };
}

function from(after: After, limit = PAGE): { limit: number; after?: string } {
  return { limit, ...(after !== undefined && { after }) };
}
