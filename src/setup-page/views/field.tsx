import type { ComponentChildren, JSX } from 'preact';
import type { FieldName, Message } from '../message.js';

export interface FieldProps {
  readonly name: FieldName;
  readonly label: string;
  readonly hint?: ComponentChildren;
  readonly message: Message | undefined;
  /** The control; it gets what ties it to its label and words. */
  readonly children: (control: ControlProps) => JSX.Element;
}

export interface ControlProps {
  readonly id: string;
  readonly name: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: 'true';
  readonly autofocus?: boolean;
}

/** A labelled control with its hint and, beside it, what is wrong with it. The first wrong one of a page has the focus. */
export function Field({ name, label, hint, message, children }: FieldProps) {
  const error = message?.fields?.[name];
  const isFirst = error !== undefined && Object.keys(message?.fields ?? {})[0] === name;
  const described = [
    ...(error === undefined ? [] : [`${name}-error`]),
    ...(hint === undefined ? [] : [`${name}-hint`]),
  ];
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {children({
        id: name,
        name,
        ...(described.length > 0 ? { 'aria-describedby': described.join(' ') } : {}),
        ...(error === undefined ? {} : { 'aria-invalid': 'true' }),
        ...(isFirst ? { autofocus: true } : {}),
      })}
      {error !== undefined && (
        <p class="field-error" id={`${name}-error`}>
          {error}
        </p>
      )}
      {hint !== undefined && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
