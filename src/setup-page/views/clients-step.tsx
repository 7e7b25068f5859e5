import type { ClientSnippet } from '../../oauth/client-snippets.js';
import { Copyable } from './copyable.js';
import { SetupLayout, type ViewProps } from './setup-layout.js';

export interface ClientsStepProps extends ViewProps {
  readonly clientId: string | undefined;
  readonly snippets: readonly ClientSnippet[];
  readonly needsAccessKey: boolean;
  /** As far as the browser tells; the lines of that system are shown first. */
  readonly onWindows: boolean;
}

/** Third step: the entry for the person's MCP client. */
export function ClientsStep({ snippets, needsAccessKey, onWindows, ...view }: ClientsStepProps) {
  return (
    <SetupLayout title="Tell your assistant where to find the server" step={3} {...view}>
      <h2>Add the entry of your client</h2>
      <p class="hint">Open your client in the list. The entries name variables in the place of your secret.</p>
      {snippets.map((snippet) => (
        <Snippet key={snippet.id} snippet={snippet} />
      ))}
      <h2>Set the variables where your client is started</h2>
      <p class="hint">An entry that has its own place for the values needs no variables.</p>
      <details class="snippet" name="variables" open={!onWindows}>
        <summary>macOS and Linux</summary>
        <Copyable
          id="variables-posix"
          what="the lines for a shell"
          text={posixVariables(view.clientId, needsAccessKey)}
        />
      </details>
      <details class="snippet" name="variables" open={onWindows}>
        <summary>Windows</summary>
        <Copyable
          id="variables-windows"
          what="the lines for PowerShell"
          text={windowsVariables(view.clientId, needsAccessKey)}
        />
      </details>
      <h2>Start your client anew, and ask</h2>
      <p class="ask">Which tickets are open in my queue?</p>
      <p class="hint">It reads its environment and its entries once, when it starts.</p>
      <p class="buttons">
        <a class="button second" href="/">
          {view.clientId === undefined ? 'To the first step' : 'See my connection'}
        </a>
      </p>
    </SetupLayout>
  );
}

function Snippet({ snippet: { id, title, kind, file, text, link } }: { readonly snippet: ClientSnippet }) {
  return (
    <details class="snippet" name="client" id={id}>
      <summary>{title}</summary>
      {link !== undefined && (
        <p>
          <a class="button" href={link}>
            Add to {title}
          </a>{' '}
          <span class="quiet">or do it by hand:</span>
        </p>
      )}
      {kind === 'steps' ? (
        <Steps text={text} />
      ) : (
        <>
          <p>
            {file === undefined ? (
              'Run:'
            ) : (
              <>
                In <b>{file}</b>:
              </>
            )}
          </p>
          <Copyable id={`snippet-${id}`} what={`the text for ${title}`} text={text} />
        </>
      )}
    </details>
  );
}

/** The list numbers its items itself. */
function Steps({ text }: { readonly text: string }) {
  return (
    <ol>
      {text.split('\n').map((line) => (
        <li key={line}>{line.replace(/^\d+\. /, '')}</li>
      ))}
    </ol>
  );
}

function posixVariables(clientId: string | undefined, needsAccessKey: boolean): string {
  return [
    `export SDP_CLIENT_ID='${clientId ?? 'your Client ID'}'`,
    `export SDP_CLIENT_SECRET='your Client Secret'`,
    ...(needsAccessKey ? [`export SDP_ACCESS_KEY='the access key of this server'`] : []),
  ].join('\n');
}

function windowsVariables(clientId: string | undefined, needsAccessKey: boolean): string {
  return [
    `setx SDP_CLIENT_ID "${clientId ?? 'your Client ID'}"`,
    `setx SDP_CLIENT_SECRET "your Client Secret"`,
    ...(needsAccessKey ? [`setx SDP_ACCESS_KEY "the access key of this server"`] : []),
  ].join('\n');
}
