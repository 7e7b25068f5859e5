/** A browser as far as its cookies and forms go; it follows no redirect. */
export class OperatorClient {
  private readonly cookies = new Map<string, string>();

  constructor(private url: string) {}

  /** The same browser at another server; cookies do not know of ports. */
  moveTo(url: string): void {
    this.url = url;
  }

  /** What is kept in the browser, as it is sent. */
  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async send(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { Accept: 'text/html', Cookie: this.cookie, ...(init.headers as Record<string, string>) };
    const response = await fetch(this.url + path, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.cookies.set(name, value);
    }
    return response;
  }

  /** A token of a form on the page at `/admin`. */
  async formToken(): Promise<string> {
    const text = await (await this.send('/admin')).text();
    return /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
  }

  async submit(path: string, fields: Record<string, string> = {}): Promise<Response> {
    const body = new URLSearchParams({ _csrf: await this.formToken(), ...fields });
    return this.send(path, { method: 'POST', body });
  }

  signIn(token: string): Promise<Response> {
    return this.submit('/admin/session', { token });
  }
}
