import { parseExpression, type Expression } from "./parse";

type Name = Extract<Expression, { kind: "name" }>;

/** Every place at which an expression uses a name, in order. */
function usesIn(expression: Expression): Name[] {
  switch (expression.kind) {
    case "number":
      return [];
    case "name":
      return [expression];
    case "negated":
    case "scaled":
      return usesIn(expression.operand);
    case "operation":
      return [...usesIn(expression.left), ...usesIn(expression.right)];
    case "call":
      return expression.operands.flatMap(usesIn);
  }
}

/** The names that an expression uses. */
export const namesIn = (expression: Expression): ReadonlySet<string> => new Set(usesIn(expression).map(({ name }) => name));

/** The text of an expression with another name in place of one; units of the same spelling stay. @throws ExpressionError */
export function withRenamed(text: string, from: string, to: string): string {
  const uses = usesIn(parseExpression(text)).filter(({ name }) => name === from);
  return uses.reduceRight((renamed, { at }) => renamed.slice(0, at) + to + renamed.slice(at + from.length), text);
}
