/** What people copy from the console and can mistake for one another. */
export type ZohoText = 'client id' | 'client secret' | 'token';

/** Grant, refresh and access tokens look alike: `1000.`, 32 hex digits, a dot, 32 hex digits. */
const TOKEN = /^1000\.[0-9a-f]{20,64}\.[0-9a-f]{20,64}$/i;
const CLIENT_ID = /^1000\.[A-Z0-9]{20,40}$/;
const CLIENT_SECRET = /^[0-9a-f]{40,44}$/i;

/** What a text is by its form, where the form leaves no doubt. No page of Zoho promises these forms. */
export function zohoTextKind(text: string): ZohoText | undefined {
  if (TOKEN.test(text)) return 'token';
  if (CLIENT_ID.test(text)) return 'client id';
  return CLIENT_SECRET.test(text) ? 'client secret' : undefined;
}
