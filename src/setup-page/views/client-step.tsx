import { FormToken } from '../../pages/form-token.js';
import type { DataCenter } from '../../common/data-center.js';
import type { DataCenterChoice } from '../data-center-names.js';
import type { Draft } from '../visitor.js';
import { AccessKeyField, ClientFields } from './client-fields.js';
import { Field } from './field.js';
import { SetupLayout, type ViewProps } from './setup-layout.js';

export interface ClientStepProps extends ViewProps {
  readonly draft: Draft | undefined;
  readonly choices: readonly DataCenterChoice[];
  /** Of the server, for whoever chooses none. */
  readonly dataCenter: DataCenter;
  readonly needsAccessKey: boolean;
}

/** First step: who the person is at Zoho. */
export function ClientStep({ draft, choices, dataCenter, needsAccessKey, ...view }: ClientStepProps) {
  const { message, formToken } = view;
  return (
    <SetupLayout title="Connect your assistant to ServiceDesk Plus" step={1} {...view}>
      <p class="lead">
        Three steps, about two minutes, once. After that this server keeps your access fresh, and your assistant works
        tickets in your name.
      </p>
      <form method="post" action="/setup/client" class="card" autocomplete="on">
        <FormToken token={formToken} />
        <AccessKeyField needed={needsAccessKey} message={message} />
        <Field
          name="dataCenter"
          label="Data center of your Zoho account"
          hint="In brackets: the ending of the address where you sign in to Zoho, such as zoho.eu."
          message={message}
        >
          {(control) => (
            <select {...control} autocomplete="off">
              {choices.map((choice) => (
                <option
                  key={choice.dataCenter}
                  value={choice.dataCenter}
                  selected={choice.dataCenter === (draft?.dataCenter || dataCenter)}
                >
                  {choice.label}
                </option>
              ))}
            </select>
          )}
        </Field>
        <ClientFields draft={draft} message={message} offersAnew={message?.code === 'CLIENT_REJECTED'} />
        <Field
          name="portal"
          label="Portal (optional)"
          hint="The name after /app/ in the address of ServiceDesk Plus, or that address. Empty: the portal that opens for you by default."
          message={message}
        >
          {(control) => (
            <input
              {...control}
              value={draft?.portal}
              autocomplete="off"
              autocapitalize="none"
              spellcheck={false}
              maxLength={500}
            />
          )}
        </Field>
        <button>Continue</button>
      </form>
      <NoClientYet choices={choices} />
    </SetupLayout>
  );
}

function NoClientYet({ choices }: { readonly choices: readonly DataCenterChoice[] }) {
  return (
    <details class="help">
      <summary>No Client ID yet? Make a Self Client</summary>
      <ol>
        <li>
          Open the Zoho API console of your data center and sign in with the account that you use in ServiceDesk Plus:
          <ul class="consoles">
            {choices.map(({ dataCenter, label, consoleUrl }) => (
              <li key={dataCenter} data-console={dataCenter}>
                <a href={consoleUrl} target="_blank" rel="noopener noreferrer">
                  {new URL(consoleUrl).host}
                </a>{' '}
                <span class="quiet">{label}</span>
              </li>
            ))}
          </ul>
        </li>
        <li>
          Choose <b>ADD CLIENT</b>, then <b>Self Client</b>, then <b>CREATE</b>.
        </li>
        <li>
          The tab <b>Client Secret</b> shows both values. Copy them into the form above.
        </li>
      </ol>
    </details>
  );
}
