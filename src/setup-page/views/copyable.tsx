import { type ComponentChildren, Fragment } from 'preact';

export interface CopyableProps {
  readonly id: string;
  /** What it is, for the name of the button: "Copy the scope". */
  readonly what: string;
  readonly text: string;
}

/** Long lists break after their commas. What is copied holds no break. */
function breakable(text: string): ComponentChildren {
  if (text.includes('\n') || !text.includes(',')) return text;
  return text.split(/(?<=,)/).map((part) => (
    <Fragment key={part}>
      {part}
      <wbr />
    </Fragment>
  ));
}

/** Text to be copied whole: with a button where scripts run, selected by one click where they do not. */
export function Copyable({ id, what, text }: CopyableProps) {
  return (
    <div class="copyable">
      <pre id={id} tabIndex={0} aria-label={what}>
        <code>{breakable(text)}</code>
      </pre>
      <button type="button" class="second copy" data-copy={id} aria-label={`Copy ${what}`} hidden>
        Copy
      </button>
    </div>
  );
}
