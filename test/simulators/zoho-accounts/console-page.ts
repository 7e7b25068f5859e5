import { DEFAULT_SCOPES } from '../../../src/config/default-scopes.js';
import type { RegisteredClient } from './client-registry.js';

/** The simulated API console: a form per Self Client, whose button shows a fresh grant token (reference A.2). */
export function consolePage(clients: readonly RegisteredClient[]): string {
  const forms = clients.map(clientForm).join('\n') || '<p>No Self Client is registered.</p>';
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>API console (simulator)</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
  form { border: 1px solid #999; border-radius: 6px; padding: 1rem; margin: 1rem 0 }
  label { display: block; margin: .5rem 0 }
  input[name=scope] { width: 100%; box-sizing: border-box }
  output { display: block; margin-top: .75rem; font-family: ui-monospace, monospace; overflow-wrap: anywhere }
</style></head><body>
<h1>API console (simulator)</h1>
<p>Stands for Zoho's API console. Nothing here is real.</p>
${forms}
<script>
  for (const form of document.querySelectorAll('form[data-code]')) form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const response = await fetch('/console/grant-token', { method: 'POST', body: new URLSearchParams(new FormData(form)) });
    const { code, error } = await response.json();
    form.querySelector('output').textContent = code ?? error;
  });
</script></body></html>`;
}

function clientForm({ clientId, clientSecret, user }: RegisteredClient): string {
  return `<form data-code>
  <h2>Self Client of ${escape(user)}</h2>
  <label>Client ID <code>${escape(clientId)}</code></label>
  <details><summary>Client Secret</summary><code>${escape(clientSecret)}</code></details>
  <input type="hidden" name="client_id" value="${escape(clientId)}">
  <input type="hidden" name="client_secret" value="${escape(clientSecret)}">
  <label>Scope <input name="scope" value="${DEFAULT_SCOPES.join(',')}" required></label>
  <label>Time duration <select name="minutes">${[3, 5, 7, 10].map(durationOption).join('')}</select></label>
  <button>Create</button>
  <output></output>
</form>
<form method="post">
  <input type="hidden" name="client_id" value="${escape(clientId)}">
  <input type="hidden" name="client_secret" value="${escape(clientSecret)}">
  <button formaction="/console/renew-secret">Renew the Client Secret</button>
  <button formaction="/console/remove-access">Remove the access that was given</button>
  <button formaction="/console/delete-client">Delete the client</button>
</form>`;
}

function durationOption(minutes: number): string {
  return `<option value="${minutes}">${minutes} minutes</option>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
