import type { Message } from '../message.js';
import type { Draft } from '../visitor.js';
import { Field } from './field.js';

export interface ClientFieldsProps {
  readonly draft: Draft | undefined;
  readonly message: Message | undefined;
  /** Whether somebody with a renewed secret may go on without the old one being confirmed. */
  readonly offersAnew: boolean;
}

/** Client ID and Client Secret. The secret is never filled in: the page does not give back what it was given. */
export function ClientFields({ draft, message, offersAnew }: ClientFieldsProps) {
  return (
    <>
      <Field
        name="clientId"
        label="Client ID"
        hint={
          <>
            At Zoho all of them begin with <code>1000.</code>
          </>
        }
        message={message}
      >
        {(control) => (
          <input
            {...control}
            value={draft?.clientId}
            autocomplete="username"
            autocapitalize="none"
            spellcheck={false}
            maxLength={500}
            required
          />
        )}
      </Field>
      <Field
        name="clientSecret"
        label="Client Secret"
        hint="From the tab Client Secret of the Self Client."
        message={message}
      >
        {(control) => <input {...control} type="password" autocomplete="off" maxLength={500} required />}
      </Field>
      {offersAnew && (
        <div class="field check">
          <input type="checkbox" id="anew" name="anew" value="yes" />
          <label for="anew">I renewed the secret at Zoho, and go on with a new grant token</label>
        </div>
      )}
    </>
  );
}

/** Only on servers that have keys of their own. */
export function AccessKeyField({
  needed,
  message,
}: {
  readonly needed: boolean;
  readonly message: Message | undefined;
}) {
  if (!needed) return null;
  return (
    <Field
      name="accessKey"
      label="Access key of this server"
      hint="The administrator of this server gives it out."
      message={message}
    >
      {(control) => <input {...control} type="password" autocomplete="off" maxLength={500} required />}
    </Field>
  );
}
