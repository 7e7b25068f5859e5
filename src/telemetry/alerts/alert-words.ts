interface Words {
  readonly message: string;
  readonly resolution: string;
}

/** What each alert says: what happened, and the next step of whoever reads it. */
export const alertWords = {
  reauth_required: {
    message: 'Zoho no longer accepts the grant of a connection. Its tools answer with the steps to a new set-up.',
    resolution: 'The person makes a new grant token and completes the set-up again; the set-up page shows the steps.',
  },
  refresh_failing: {
    message: 'The token of a connection could not be refreshed three times in a row. The server goes on trying.',
    resolution: 'See the log for token_refresh_failed, and whether Zoho Accounts can be reached from this server.',
  },
  refresh_exhausted: {
    message: 'The token of a connection could not be refreshed for a day. The server tries once an hour from now on.',
    resolution: 'See that Zoho Accounts can be reached from this server; if it can, let the person set up again.',
  },
  connection_recovered: {
    message: 'A connection that was in trouble has a good token again.',
    resolution: 'Nothing is left to do.',
  },
  circuit_open: {
    message: 'A service that this server needs has been failing for over a minute; calls to it are answered at once.',
    resolution: 'See that the service can be reached and is well. The circuit closes by itself when it answers again.',
  },
  circuit_closed: {
    message: 'No replica has an open circuit to that service any more.',
    resolution: 'Nothing is left to do.',
  },
  database_back: {
    message: 'The database was lost for a while and answers again. Calls in between were answered with an error.',
    resolution: 'Find out why the database went away.',
  },
} as const satisfies Record<string, Words>;

export type AlertType = keyof typeof alertWords;
