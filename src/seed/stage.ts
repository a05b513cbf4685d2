import type { NestExpressApplication } from '@nestjs/platform-express';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { Admission } from '../auth/admission.js';
import { Clock } from '../common/clock.js';
import type { MyChannelView, SentMessage, UploadView, UserView } from '../contract/views.js';
import { RESIDENTS, type Resident } from './community.js';
import { isPainted, paint } from './paintings.js';
import { paper } from './papers.js';
import { portrait } from './portraits.js';
import type { Line } from './script.js';
import type { Conversation } from './story.js';
import { type Chosen, Visitor } from './visitor.js';

/** One password for all of them: it is printed, and a seeded server is for trying out. */
export const SEED_PASSWORD = 'the bell rings at noon';

/** Where people do what the story tells, at the time that it tells, through the doors of a real server. */
export class Stage {
  readonly people = new Map<string, Visitor>();
  readonly channels = new Map<string, string>();
  private readonly messages = new Map<Line, string>();
  private at = 0;

  private constructor(
    private readonly app: NestExpressApplication,
    private readonly url: string,
  ) {
    // The only clock that services read: what they store is dated when it was said.
    app.get(Clock).now = () => this.at;
  }

  /** Lets nobody in but this process. */
  static async open(app: NestExpressApplication): Promise<Stage> {
    await app.listen(0, '127.0.0.1');
    const { port } = app.getHttpServer().address() as AddressInfo;
    return new Stage(app, `http://127.0.0.1:${port}`);
  }

  turnTo(at: number): void {
    this.at = Math.round(at);
  }

  person(username: string): Visitor {
    const found = this.people.get(username);
    if (!found) throw new Error(`${username} has not come yet`);
    return found;
  }

  channel(key: string): string {
    const found = this.channels.get(key);
    if (found === undefined) throw new Error(`${key} is not there yet`);
    return found;
  }

  async arrive({ username, name, bio, status, picture }: Resident): Promise<void> {
    const visitor = new Visitor(this.url, username, SEED_PASSWORD);
    const isFirst = this.people.size === 0;
    const link = isFirst ? await this.app.get(Admission).setupLink('') : null;
    const { version } = await visitor.register(name, link?.split('setup=')[1]);
    this.people.set(username, visitor);
    if (isFirst) this.channels.set('general', (await visitor.channels())[0]?.id ?? '');
    if (bio || status) await visitor.send<UserView>('PATCH', '/users/me', { bio, status, version });
    if (picture === null) return;
    const drawn = typeof picture === 'string' ? paint(picture) : portrait(picture);
    await visitor.bring('PUT', '/users/me/avatar', await jpeg(username, drawn));
  }

  /** Makes the group, or the direct channel, of a conversation; `userIds` are there from the beginning. */
  async begin({ key, circle, between }: Conversation, userIds: string[]): Promise<void> {
    if (between) {
      const [one, other] = between.map((username) => this.person(username));
      const opened = await one?.send<MyChannelView>('POST', '/channels/direct', { userId: other?.id });
      this.channels.set(key, opened?.id ?? '');
    }
    if (!circle) return;
    const { name, topic, visibility, picture } = circle;
    const owner = this.person(circle.owner);
    const { id } = await owner.send<MyChannelView>('POST', '/groups', { name, topic, visibility, userIds });
    this.channels.set(key, id);
    if (picture) await owner.bring('PUT', `/groups/${id}/avatar`, await jpeg(key, paint(picture)));
  }

  async say(key: string, line: Line, answered: Line | undefined): Promise<void> {
    const speaker = this.person(line.by);
    const channel = this.channel(key);
    const uploadIds: string[] = [];
    for (const name of line.shows) {
      const upload = await speaker.bring<UploadView>('POST', `/channels/${channel}/uploads`, await chosen(name));
      uploadIds.push(upload.id);
    }
    const draft = { clientId: crypto.randomUUID(), body: line.body, uploadIds };
    const replyToId = answered && this.messages.get(answered);
    const sent = await speaker.send<SentMessage>('POST', `/channels/${channel}/messages`, {
      ...draft,
      ...(replyToId && { replyToId }),
    });
    this.messages.set(line, sent.message.id);
  }

  async like(line: Line, username: string, emoji: string): Promise<void> {
    await this.person(username).send('PUT', `/messages/${this.idOf(line)}/likes`, { emoji });
  }

  async edit(line: Line, body: string): Promise<void> {
    await this.person(line.by).send('PATCH', `/messages/${this.idOf(line)}`, { body, version: 1 });
  }

  async erase(line: Line): Promise<void> {
    await this.person(line.by).send('DELETE', `/messages/${this.idOf(line)}`);
  }

  /** Everybody who has come, in the order of the list. */
  everyone(): Visitor[] {
    return RESIDENTS.flatMap(({ username }) => this.people.get(username) ?? []);
  }

  private idOf(line: Line): string {
    const id = this.messages.get(line);
    if (id === undefined) throw new Error(`"${line.body}" was not said`);
    return id;
  }
}

async function chosen(name: string): Promise<Chosen> {
  if (isPainted(name)) return jpeg(name, paint(name));
  const { mime, text } = paper(name);
  return { name, mime, bytes: new TextEncoder().encode(text) };
}

async function jpeg(name: string, svg: string): Promise<Chosen> {
  const bytes = await sharp(Buffer.from(svg)).jpeg({ quality: 84 }).toBuffer();
  return { name: `${name}.jpg`, mime: 'image/jpeg', bytes: new Uint8Array(bytes) };
}
