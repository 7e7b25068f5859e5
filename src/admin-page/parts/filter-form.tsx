import type { ComponentChildren, VNode } from 'preact';

export interface FilterFormProps {
  readonly action: string;
  readonly children: ComponentChildren;
  /** What is wrong with the filter that was sent. */
  readonly problems: readonly string[];
}

/** Fields that narrow a list; they travel in the address, which can be kept and sent on. */
export function FilterForm({ action, children, problems }: FilterFormProps): VNode {
  return (
    <form class="filter" method="get" action={action}>
      {children}
      <div class="field buttons">
        <button>Show</button>
        <a class="button second" href={action}>
          Clear
        </a>
      </div>
      {problems.length > 0 && (
        <p class="field-error" role="alert">
          Everything is shown, because the filter is not usable: {problems.join('; ')}.
        </p>
      )}
    </form>
  );
}

interface TextFieldProps {
  readonly name: string;
  readonly label: string;
  readonly value: string | undefined;
  readonly type?: 'text' | 'datetime-local';
  readonly list?: readonly string[];
}

export function TextField({ name, label, value = '', type = 'text', list }: TextFieldProps): VNode {
  const id = `filter-${name}`;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input id={id} name={name} type={type} value={value} autocomplete="off" {...(list && { list: `${id}-known` })} />
      {list && (
        <datalist id={`${id}-known`}>
          {list.map((known) => (
            <option key={known} value={known} />
          ))}
        </datalist>
      )}
    </div>
  );
}

interface ChoiceFieldProps {
  readonly name: string;
  readonly label: string;
  readonly value: string | undefined;
  readonly choices: Readonly<Record<string, string>>;
}

export function ChoiceField({ name, label, value = '', choices }: ChoiceFieldProps): VNode {
  const id = `filter-${name}`;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} name={name}>
        <option value="">any</option>
        {Object.entries(choices).map(([choice, words]) => (
          <option key={choice} value={choice} selected={choice === value}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}
