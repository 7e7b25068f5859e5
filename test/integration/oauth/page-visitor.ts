/** A form as a browser would send it. */
export type Form = Readonly<Record<string, string>>;

export interface PageAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Where a redirect leads; undefined when it is none. */
  readonly location: string | undefined;
  readonly text: string;
}

/** A browser without scripts, as far as HTTP shows it: keeps cookies, follows no redirect by itself. */
export class PageVisitor {
  private cookies = new Map<string, string>();

  constructor(private readonly url: string) {}

  get(path: string, headers: Record<string, string> = {}): Promise<PageAnswer> {
    return this.send('GET', path, { headers });
  }

  /** Sends a form without asking for a page first. */
  post(path: string, form: Form, headers: Record<string, string> = {}): Promise<PageAnswer> {
    return this.send('POST', path, { headers, body: new URLSearchParams(form) });
  }

  /** Loads the page, sends its form with its token, and shows the page it leads to. */
  async submit(path: string, form: Form, from = '/'): Promise<PageAnswer> {
    const answer = await this.post(path, { _csrf: await this.formToken(from), ...form });
    return answer.location === undefined ? answer : this.get(answer.location);
  }

  async formToken(path = '/'): Promise<string> {
    return / name="_csrf" value="([^"]+)"/.exec((await this.get(path)).text)?.[1] ?? '';
  }

  /** What the browser would send as Cookie. */
  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  set cookie(header: string) {
    this.cookies = new Map(header.split('; ').map((pair) => pair.split('=', 2) as [string, string]));
  }

  private async send(
    method: string,
    path: string,
    { headers, body }: { headers: Record<string, string>; body?: URLSearchParams },
  ): Promise<PageAnswer> {
    const response = await fetch(this.url + path, {
      method,
      redirect: 'manual',
      headers: { Accept: 'text/html', ...(this.cookies.size > 0 ? { Cookie: this.cookie } : {}), ...headers },
      ...(body === undefined ? {} : { body }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.cookies.set(name, value);
    }
    const { status } = response;
    const location = response.headers.get('location') ?? undefined;
    return { status, headers: response.headers, location, text: await response.text() };
  }
}
