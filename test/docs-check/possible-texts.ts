import ts from 'typescript';

/** Stands for what is known only when a message is made. */
export const ANYTHING = '…';

/** More combinations than this say nothing to a reader. */
const MOST = 12;

/**
 * The texts that an expression can become, as far as they stand in its file: literals, templates, sums, both sides of
 * a condition, constants, and the values of a constant table. What is not known is `ANYTHING`.
 */
export function possibleTexts(expression: ts.Expression): string[] {
  const texts = [...new Set(textsOf(expression))];
  return texts.length > MOST ? [ANYTHING] : texts;
}

function textsOf(node: ts.Expression): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return textsOf(node.expression);
  if (ts.isConditionalExpression(node)) return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)];
  if (ts.isBinaryExpression(node)) {
    if (node.operatorToken.kind === ts.SyntaxKind.PlusToken) return joined([textsOf(node.left), textsOf(node.right)]);
    return [...textsOf(node.left), ...textsOf(node.right)];
  }
  if (ts.isTemplateExpression(node)) {
    const spans = node.templateSpans.flatMap(({ expression, literal }) => [textsOf(expression), [literal.text]]);
    return joined([[node.head.text], ...spans]);
  }
  if (ts.isCallExpression(node)) return returnedBy(node) ?? [ANYTHING];
  if (ts.isIdentifier(node)) {
    if (node.text === 'undefined') return [];
    const constant = constantOf(node);
    return constant ? textsOf(constant) : [ANYTHING];
  }
  if (ts.isElementAccessExpression(node)) return tableValues(node.expression, undefined) ?? [ANYTHING];
  if (ts.isPropertyAccessExpression(node) && ts.isElementAccessExpression(node.expression)) {
    return tableValues(node.expression.expression, node.name.text) ?? [ANYTHING];
  }
  return [ANYTHING];
}

/** What a function of the same file returns. */
function returnedBy({ expression }: ts.CallExpression): string[] | undefined {
  const declared = expression
    .getSourceFile()
    .statements.find((one) => ts.isFunctionDeclaration(one) && one.name?.text === expression.getText());
  const statements = (declared as ts.FunctionDeclaration | undefined)?.body?.statements;
  return statements?.flatMap((statement) => {
    const returned = ts.isIfStatement(statement) ? statement.thenStatement : statement;
    return ts.isReturnStatement(returned) && returned.expression ? textsOf(returned.expression) : [];
  });
}

/** Every way of taking one of each. */
function joined(choices: readonly (readonly string[])[]): string[] {
  return choices.reduce<string[]>((starts, ends) => starts.flatMap((start) => ends.map((end) => start + end)), ['']);
}

/** Texts of a table such as `{ a: 'x', b: 'y' }`, or of one property of its rows. */
function tableValues(table: ts.Expression, property: string | undefined): string[] | undefined {
  const rows = ts.isIdentifier(table) ? objectIn(constantOf(table)) : undefined;
  const values = rows?.properties.flatMap((row) => (ts.isPropertyAssignment(row) ? [row.initializer] : []));
  if (property === undefined) return values?.flatMap(textsOf);
  return values?.flatMap((row) => {
    const value = propertyOf(objectIn(row), property);
    return value ? textsOf(value) : [];
  });
}

/** The object literal behind `as const` and the like. */
function objectIn(node: ts.Expression | undefined): ts.ObjectLiteralExpression | undefined {
  if (!node) return undefined;
  if (ts.isObjectLiteralExpression(node)) return node;
  return ts.isAsExpression(node) ? objectIn(node.expression) : undefined;
}

/** What a property of an object literal is given. */
export function propertyOf(object: ts.ObjectLiteralExpression | undefined, name: string): ts.Expression | undefined {
  for (const property of object?.properties ?? []) {
    if (ts.isPropertyAssignment(property) && property.name.getText() === name) return property.initializer;
  }
  return undefined;
}

/** The nearest constant of this name around a use of it. */
function constantOf(name: ts.Identifier): ts.Expression | undefined {
  for (let scope: ts.Node = name; scope.parent; scope = scope.parent) {
    const { parent } = scope;
    if (!ts.isBlock(parent) && !ts.isSourceFile(parent)) continue;
    for (const statement of parent.statements) {
      if (!ts.isVariableStatement(statement)) continue;
      const found = statement.declarationList.declarations.find((one) => one.name.getText() === name.text);
      if (found) return found.initializer;
    }
  }
  return undefined;
}
