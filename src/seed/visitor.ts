import type { MyChannelView, UserView } from '../contract/views.js';

/** A file as a person chooses it. */
export interface Chosen {
  name: string;
  mime: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** A person at the server's HTTP door, which lets nothing through that it would not let through from anybody else. */
export class Visitor {
  private cookie = '';
  id = '';

  constructor(
    private readonly url: string,
    readonly username: string,
    private readonly password: string,
  ) {}

  async register(displayName: string, setupToken?: string): Promise<UserView> {
    const { username, password } = this;
    const account = { username, password, displayName, ...(setupToken && { setupToken }) };
    return this.enter(await this.ask('POST', '/auth/register', JSON.stringify(account)));
  }

  /** @throws Error with what the server answered, when it refuses */
  async send<Answer = unknown>(method: string, path: string, body: object = {}): Promise<Answer> {
    const answer = await this.signedIn(() => this.ask(method, path, JSON.stringify(body)));
    return (answer.status === 204 ? null : await answer.json()) as Answer;
  }

  /** Sends a file as the body. */
  async bring<Answer>(method: string, path: string, { name, mime, bytes }: Chosen): Promise<Answer> {
    const form = new FormData();
    form.set('file', new File([bytes], name, { type: mime }));
    const answer = await this.signedIn(() => this.ask(method, path, form));
    return (await answer.json()) as Answer;
  }

  async channels(): Promise<MyChannelView[]> {
    const answer = await this.signedIn(() => this.ask('GET', '/channels?limit=200'));
    return ((await answer.json()) as { items: MyChannelView[] }).items;
  }

  leave(): Promise<unknown> {
    return this.send('POST', '/auth/logout');
  }

  /** Who says nothing for a week is signed out, in the past too. */
  private async signedIn(ask: () => Promise<Response>): Promise<Response> {
    let answer = await ask();
    if (answer.status === 401) {
      const { username, password } = this;
      await this.enter(await this.ask('POST', '/auth/login', JSON.stringify({ username, password })));
      answer = await ask();
    }
    return accepted(answer, this.username);
  }

  private ask(method: string, path: string, body: string | FormData | null = null): Promise<Response> {
    const type = typeof body === 'string' ? { 'content-type': 'application/json' } : {};
    return fetch(`${this.url}/api${path}`, { method, body, headers: { ...type, cookie: this.cookie } });
  }

  private async enter(answer: Response): Promise<UserView> {
    await accepted(answer, this.username);
    this.cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const { user } = (await answer.json()) as { user: UserView };
    this.id = user.id;
    return user;
  }
}

async function accepted(answer: Response, who: string): Promise<Response> {
  if (answer.ok) return answer;
  throw new Error(`${new URL(answer.url).pathname} answered ${who} with ${answer.status}: ${await answer.text()}`);
}
