import { FormToken } from '../../pages/form-token.js';
import { Copyable } from './copyable.js';
import { Field } from './field.js';
import { SetupLayout, type ViewProps } from './setup-layout.js';

export interface GrantStepProps extends ViewProps {
  readonly clientId: string;
  /** Of the data center, as people know it. */
  readonly place: string;
  readonly consoleUrl: string;
  readonly scopes: string;
  /** For server-based clients; undefined when it cannot be given now. */
  readonly consentUrl: string | undefined;
  /** What such a client has to be registered with. */
  readonly redirectUri: string;
  /** Whether a connection exists that this renews. */
  readonly renews: boolean;
}

/** Second step: a grant token from Zoho's console. */
export function GrantStep(props: GrantStepProps) {
  const { clientId, place, consoleUrl, scopes, renews, message, formToken } = props;
  return (
    <SetupLayout title={renews ? 'Renew your access' : 'Get a grant token from Zoho'} step={2} {...props}>
      <ol class="todo">
        <li>
          <p>Open the Zoho API console ({place}) and sign in with the account that you use in ServiceDesk Plus.</p>
          <a class="button" href={consoleUrl} target="_blank" rel="noopener noreferrer">
            Open {new URL(consoleUrl).host}
          </a>{' '}
          <span class="quiet">in a new tab</span>
        </li>
        <li>
          <p>
            Choose the Self Client <code>{clientId}</code> and its tab <b>Generate Code</b>. Paste this as <b>Scope</b>:
          </p>
          <Copyable id="scopes" what="the scope string" text={scopes} />
        </li>
        <li>
          <p>
            Choose <b>10 minutes</b> as Time Duration, write anything as Scope Description and press <b>CREATE</b>. If
            the console asks for a portal, choose the one of your service desk.
          </p>
          <Countdown />
        </li>
        <li>
          <form method="post" action="/setup/grant" data-once>
            <FormToken token={formToken} />
            <Field
              name="code"
              label="Copy the code that appears and paste it here"
              hint="It works once, and for the minutes that you chose. Zoho now checks Client ID, Client Secret and data center as well."
              message={message}
            >
              {(control) => (
                <textarea
                  {...control}
                  rows={3}
                  autocomplete="off"
                  autocapitalize="none"
                  spellcheck={false}
                  maxLength={8000}
                  required
                />
              )}
            </Field>
            <div class="buttons">
              <button>Connect</button>
              <a class="button second" href={renews ? '/' : '/setup/client'}>
                {renews ? 'Back' : 'Change client or data center'}
              </a>
            </div>
          </form>
        </li>
      </ol>
      <ByConsent {...props} />
    </SetupLayout>
  );
}

/** Runs with scripts only; the words stand without. */
function Countdown() {
  return (
    <div class="countdown" data-countdown-seconds={600} hidden>
      <button type="button" class="second">
        I pressed CREATE: start the clock
      </button>
      <p role="timer" hidden />
      <p class="announce" role="status" />
    </div>
  );
}

function ByConsent({ consentUrl, redirectUri }: GrantStepProps) {
  if (consentUrl === undefined) return null;
  return (
    <details class="help">
      <summary>Your client is not a Self Client but a server-based application?</summary>
      <p>Then there is no code to copy. Register this redirect address with the client, letter for letter:</p>
      <Copyable id="redirect" what="the redirect address" text={redirectUri} />
      <p>Then agree at Zoho, which leads you back here. The link is valid for ten minutes.</p>
      <p>
        <a class="button second" href={consentUrl} rel="noreferrer">
          Agree at Zoho
        </a>
      </p>
    </details>
  );
}
