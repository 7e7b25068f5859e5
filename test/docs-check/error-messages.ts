import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { filesUnder, ROOT } from './files.js';
import { ANYTHING, possibleTexts, propertyOf } from './possible-texts.js';

/** Errors of the server as its code has them, not as it was run. */
export interface ErrorCatalog {
  /** Messages by code; `…` stands for what varies. A code whose messages all vary has none. */
  readonly byCode: ReadonlyMap<string, ReadonlySet<string>>;
  /** What ends a start; these have no code. */
  readonly atStart: ReadonlySet<string>;
}

interface ErrorClass {
  readonly name: string;
  readonly base: string | undefined;
  readonly code: string | undefined;
  /** First argument of `super(…)`; undefined when the class has no constructor of its own. */
  readonly says: ts.Expression | undefined;
}

/** Base of errors that people read without a code. */
const WITHOUT_CODE = ['StartError'];

/** Functions through which messages go to an error that is made elsewhere. */
const RELAYS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'src/oauth/caller-credentials.ts': { malformed: 'CREDENTIALS_MALFORMED' },
  'src/oauth/credential-problem.ts': { wrong: 'CREDENTIALS_MALFORMED' },
  'src/oauth/caller-options.ts': { 'problems.push': 'HEADER_INVALID' },
};

/** Classes that take a reason in the second place, and say it with the fields that it is about after it. */
const SAY_A_REASON = ['SdpInvalidInputError'];

/** Written like a code, and a word to be replaced. */
const NO_CODES = ['GRANT_TOKEN'];

const CODE = /^[A-Z]{2,}(?:_[A-Z]+)+$/;

export function readErrors(): ErrorCatalog {
  const files = filesUnder('src', /(?<!spec)\.tsx?$/).map((path) =>
    ts.createSourceFile(path, readFileSync(join(ROOT, path), 'utf8'), ts.ScriptTarget.Latest, true),
  );
  const byCode = new Map<string, Set<string>>();
  const atStart = new Set<string>();
  const classes = new Map(files.flatMap(classesIn).map((one) => [one.name, one]));

  const add = (code: string, message: ts.Expression | undefined, end = ''): void => {
    if (NO_CODES.includes(code)) return;
    const messages = byCode.get(code) ?? byCode.set(code, new Set()).get(code)!;
    for (const text of message ? possibleTexts(message) : []) if (saysSomething(text)) messages.add(text + end);
  };
  const addFor = (name: string, message: ts.Expression | undefined): void => {
    const code = inherited(classes, name, ({ code: own }) => own);
    if (code !== undefined) add(code, message, saysReason(classes, name) ? ANYTHING : '');
    else if (descends(classes, name, WITHOUT_CODE) && message) {
      for (const text of possibleTexts(message)) if (saysSomething(text)) atStart.add(text);
    }
  };

  for (const { name, says } of classes.values()) addFor(name, says);
  for (const file of files) {
    const relays = new Map(Object.entries(RELAYS[file.fileName] ?? {}));
    const sayers = sayersIn(file);
    visit(file, (node) => {
      if (ts.isNewExpression(node)) {
        const name = node.expression.getText();
        const [first, second] = node.arguments ?? [];
        if (SAY_A_REASON.includes(name)) addFor(name, second);
        else if (classes.has(name) && inherited(classes, name, ({ says }) => says) === undefined) addFor(name, first);
      } else if (ts.isCallExpression(node)) {
        const callee = node.expression.getText();
        const [first, second] = node.arguments;
        const relayed = relays.get(callee);
        const sayer = sayers.get(callee);
        if (relayed !== undefined) add(relayed, first);
        else if (sayer !== undefined) addFor(sayer, first);
        else if (first && ts.isStringLiteral(first) && CODE.test(first.text) && callee === 'plainBody')
          add(first.text, second);
      } else if (ts.isObjectLiteralExpression(node)) {
        const code = propertyOf(node, 'code') ?? propertyOf(node, 'lastCode');
        if (code && ts.isStringLiteral(code) && CODE.test(code.text)) {
          add(code.text, propertyOf(node, 'message') ?? propertyOf(node, 'reason'));
        }
      }
    });
  }
  return { byCode, atStart };
}

/** `const say = (message) => new SomeError(message, …)`: what is said through it is said by that class. */
function sayersIn(file: ts.SourceFile): Map<string, string> {
  const sayers = new Map<string, string>();
  visit(file, (node) => {
    if (!ts.isVariableDeclaration(node) || !node.initializer || !ts.isArrowFunction(node.initializer)) return;
    const { body, parameters } = node.initializer;
    const [parameter] = parameters;
    if (ts.isNewExpression(body) && parameter && body.arguments?.[0]?.getText() === parameter.name.getText()) {
      sayers.set(node.name.getText(), body.expression.getText());
    }
  });
  return sayers;
}

function classesIn(file: ts.SourceFile): ErrorClass[] {
  const found: ErrorClass[] = [];
  visit(file, (node) => {
    if (!ts.isClassDeclaration(node) || !node.name) return;
    const base = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
    found.push({
      name: node.name.text,
      base: base?.expression.getText(),
      code: ownCode(node),
      says: saidToSuper(node, SAY_A_REASON.includes(base?.expression.getText() ?? '') ? 1 : 0),
    });
  });
  return found;
}

function ownCode(node: ts.ClassDeclaration): string | undefined {
  const property = node.members.filter(ts.isPropertyDeclaration).find(({ name }) => name.getText() === 'code');
  const value = property?.initializer;
  return value && ts.isStringLiteral(value) && CODE.test(value.text) ? value.text : undefined;
}

/** A parameter that is passed on as it is counts as none: those who make the error say the message. */
function saidToSuper(node: ts.ClassDeclaration, place: number): ts.Expression | undefined {
  const constructor = node.members.find(ts.isConstructorDeclaration);
  let said: ts.Expression | undefined;
  visit(constructor?.body, (inner) => {
    if (ts.isCallExpression(inner) && inner.expression.kind === ts.SyntaxKind.SuperKeyword)
      said = inner.arguments[place];
  });
  const parameters = constructor?.parameters.map(({ name }) => name.getText()) ?? [];
  return said && parameters.includes(said.getText()) ? undefined : said;
}

/** The first answer going from a class to its bases. */
function inherited<T>(
  classes: ReadonlyMap<string, ErrorClass>,
  name: string,
  ask: (one: ErrorClass) => T | undefined,
): T | undefined {
  for (let one = classes.get(name); one; one = classes.get(one.base ?? '')) {
    const answer = ask(one);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

function descends(classes: ReadonlyMap<string, ErrorClass>, name: string, bases: readonly string[]): boolean {
  return inherited(classes, name, (one) => (bases.includes(one.name) ? true : undefined)) ?? false;
}

function saysReason(classes: ReadonlyMap<string, ErrorClass>, name: string): boolean {
  return SAY_A_REASON.includes(name) || descends(classes, name, SAY_A_REASON);
}

/** More than placeholders and punctuation. */
function saysSomething(text: string): boolean {
  return /[a-z]{3}/.test(text.replaceAll(ANYTHING, ''));
}

function visit(node: ts.Node | undefined, see: (node: ts.Node) => void): void {
  if (!node) return;
  see(node);
  ts.forEachChild(node, (child) => visit(child, see));
}
