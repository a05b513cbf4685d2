import type { ChannelView, Crop, UploadView, UserView } from '../../../src/contract/views.js';
import { boundedFetch, data, done, read } from './answers.js';
import type { FilesDoor } from './doors.js';
import { sendFile } from './upload.js';

export function files(): FilesDoor {
  return {
    upload: (channelId, file, name, hooks) =>
      data(
        read<UploadView>(sendFile({ method: 'POST', path: `/api/channels/${channelId}/uploads`, file, name, hooks })),
      ),
    deleteUpload: (id) => done(read(ask('DELETE', `/api/uploads/${id}`))),
    changeProfile: (change) => data(read<UserView>(ask('PATCH', '/api/users/me', change))),
    setAvatar: (file, crop) => data(read<UserView>(sendPicture('/api/users/me/avatar', file, crop))),
    removeAvatar: () => data(read<UserView>(ask('DELETE', '/api/users/me/avatar'))),
    setGroupAvatar: (id, file, crop) => data(read<ChannelView>(sendPicture(`/api/groups/${id}/avatar`, file, crop))),
    removeGroupAvatar: (id) => data(read<ChannelView>(ask('DELETE', `/api/groups/${id}/avatar`))),
  };
}

function sendPicture(path: string, file: Blob, { x, y, width, height }: Crop): Promise<Response> {
  const query = Object.entries({ x, y, width, height }).map(([name, pixels]) => `${name}=${pixels}`);
  return sendFile({ method: 'PUT', path: `${path}?${query.join('&')}`, file });
}

function ask(method: string, path: string, body?: object): Promise<Response> {
  const json = body && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
  return boundedFetch(new Request(path, { method, ...json }));
}
