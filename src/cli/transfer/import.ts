import { parseEnv } from 'node:util';
import type { AdoptionOutcome } from '../../transfer/grant-adoption.js';
import type { ImportOutcome } from '../../transfer/connection-transfer.js';
import { PortableConnections } from '../../transfer/portable-connection.js';
import { PredecessorFormError, readPredecessor } from '../../transfer/predecessor.js';
import { openFile, SealedFileError } from '../../transfer/sealed-file.js';
import { CommandError, UsageError } from '../cli.errors.js';
import type { CommandCall, RunCommand } from '../command.js';
import type { Outcome } from '../exit-codes.js';
import { passphraseOf, textOf, withServerTools } from './surroundings.js';

export interface ImportOptions {
  readonly from: 'export' | 'predecessor';
  readonly tokenFile?: string;
  readonly passphraseFile?: string;
  readonly replace?: boolean;
  readonly dryRun?: boolean;
}

type Call = CommandCall<ImportOptions>;

/** `import` */
export const importConnections: RunCommand<ImportOptions> = (call) =>
  call.options.from === 'predecessor' ? fromPredecessor(call) : fromExport(call);

async function fromExport({ args, options, env, terminal }: Call): Promise<Outcome> {
  const { replace = false, dryRun = false, passphraseFile } = options;
  const [file] = args;
  if (file === undefined) throw new UsageError('The file to import is missing.');
  const content = await textOf(file);
  const passphrase = await passphraseOf(terminal, { passphraseFile, isNew: false });
  const { connections } = await said(async () =>
    PortableConnections.parse(JSON.parse(await openFile(content, passphrase))),
  );
  const outcomes = await withServerTools({ env, terminal }, async ({ transfer }) => {
    const done: ImportOutcome[] = [];
    for (const connection of connections) {
      const outcome = await transfer.import(connection, { replace, dryRun });
      done.push(outcome);
      const { id, dataCenter, portal } = connection;
      terminal.print(`${id}  ${dataCenter}  ${portal ?? '(default portal)'}  ${WORDS[outcome]}`);
    }
    return done;
  });
  const count = (outcome: ImportOutcome) => outcomes.filter((each) => each === outcome).length;
  terminal.print(
    `${dryRun ? 'Would be done' : 'Done'}: ${count('added')} added, ${count('replaced')} replaced, ${count('unchanged')} unchanged, ${count('kept')} kept.`,
  );
  return count('busy') > 0 ? 'wrong' : 'fine';
}

const WORDS: Readonly<Record<ImportOutcome, string>> = {
  added: 'added',
  unchanged: 'unchanged: it is here',
  replaced: 'replaced',
  kept: 'kept as it is here: it is not older (--replace replaces it)',
  busy: 'not done: it changed meanwhile, run the import again',
};

async function fromPredecessor({ args, options, env, terminal }: Call): Promise<Outcome> {
  const { tokenFile, dryRun = false } = options;
  const [file] = args;
  const variables = file === undefined ? env : parseEnv(await textOf(file));
  const tokens = tokenFile === undefined ? undefined : await textOf(tokenFile);
  const old = await said(async () => readPredecessor(variables, tokens));
  const outcome = await withServerTools({ env, terminal }, ({ adoption }) => adoption.adopt(old, { dryRun }));
  const words = wordsOf(outcome);
  if (outcome.kind === 'refused' || outcome.kind === 'too_many_asks') throw new CommandError(words);
  terminal.print(`${words} (${old.dataCenter}, ${old.portal ?? 'default portal'})`);
  return 'fine';
}

function wordsOf(outcome: AdoptionOutcome): string {
  switch (outcome.kind) {
    case 'added':
      return 'Added: Zoho gave a token for it.';
    case 'would_be_added':
      return 'Would be tried at Zoho and added.';
    case 'present':
      return 'This client is connected already; nothing was changed.';
    case 'too_many_asks':
      return 'Too many tokens are being asked for at the moment. Run the command again in a minute; nothing was changed.';
    case 'refused':
      return `${refusal(outcome.verdict)} Nothing was stored.`;
  }
}

function refusal(verdict: Extract<AdoptionOutcome, { kind: 'refused' }>['verdict']): string {
  switch (verdict.kind) {
    case 'permanent':
      return `Zoho refused the refresh token or the client (${verdict.code}): it was revoked, or belongs to another client or data center (SDP_DATA_CENTER). If it cannot be mended, set up anew with a grant token.`;
    case 'configuration':
      return `Zoho did not take the request (${verdict.code}). Look at the client's registration in Zoho's console.`;
    case 'throttled':
      return 'Zoho has given too many tokens for this client in the last ten minutes. Run the command again in ten minutes.';
    case 'transient':
      return `Zoho cannot be asked at the moment (${verdict.code}). Run the command again later.`;
  }
}

async function said<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const known = error instanceof SealedFileError || error instanceof PredecessorFormError;
    throw new CommandError(known ? error.message : 'The file holds no connections of this server.', { cause: error });
  }
}
