/** What an argument's values are, where they can be proposed. */
export type ProposedValues = 'requests' | 'technicians' | 'groups';

export interface PromptArgument {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  readonly proposes?: ProposedValues;
}

/** A task that a person starts by name; the text is what their assistant is told. */
export interface Prompt {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly arguments: readonly PromptArgument[];
  /** @param given values of the arguments, each one line; empty ones are absent */
  text(given: Readonly<Record<string, string | undefined>>): string;
}
