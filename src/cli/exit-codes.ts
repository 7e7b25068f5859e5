/** How the process of a command ends. The one place where these numbers are given; docs/CLI.md is made from it. */
export const EXIT_CODES = {
  fine: { code: 0, meaning: 'done, and nothing is wrong' },
  wrong: { code: 1, meaning: 'something is wrong or failed; the message says what, and what to do' },
  usage: { code: 2, meaning: 'the command line itself is not right: an unknown command or option, a missing value' },
  cancelled: { code: 130, meaning: 'ended by Ctrl-C' },
} as const;

export type Outcome = keyof typeof EXIT_CODES;
