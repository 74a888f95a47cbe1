import { unitNamed, type UnitName } from "./units";

/** Why an expression has no value, in a sentence without a full stop. */
export class ExpressionError extends Error {
  override readonly name = "ExpressionError";
}

export type Expression =
  | { readonly kind: "number"; readonly value: number; readonly unit: UnitName | null }
  | { readonly kind: "name"; readonly name: string; readonly at: number }
  | { readonly kind: "negated"; readonly operand: Expression }
  | { readonly kind: "scaled"; readonly operand: Expression; readonly unit: UnitName }
  | { readonly kind: "operation"; readonly operator: Operator; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "call"; readonly name: FunctionName; readonly operands: readonly Expression[] };

export type Operator = "+" | "-" | "*" | "/";

/** The functions of expressions, and how many values each takes. */
export const FUNCTIONS = {
  min: { least: 2, most: 20 },
  max: { least: 2, most: 20 },
  abs: { least: 1, most: 1 },
  round: { least: 1, most: 1 },
  floor: { least: 1, most: 1 },
  ceil: { least: 1, most: 1 },
  sqrt: { least: 1, most: 1 },
} as const;
export type FunctionName = keyof typeof FUNCTIONS;

/** A name of a parameter: letters of any script, digits and underscores, beginning with a letter. */
export const NAME_PATTERN = /^\p{L}[\p{L}\p{N}_]*$/u;

export const LONGEST_EXPRESSION = 300;
const DEEPEST = 60;

type Token = { readonly kind: "number" | "word" | "sign"; readonly text: string; readonly at: number };

const TOKEN = /\s*(?:(\d+\.?\d*(?:e[-+]?\d+)?|\.\d+)|(\p{L}[\p{L}\p{N}_]*|[°%])|([-+*/(),²^]))/uy;
const SIGNS: Readonly<Record<string, string>> = { "−": "-", "–": "-", "×": "*", "·": "*", "÷": "/" };

/**
 * Reads arithmetic with + − × ÷ and brackets, names, numbers with units (`2 m`, `50 km/h`), and functions (`min(a, b)`).
 * @throws ExpressionError saying what was not expected
 */
export function parseExpression(text: string): Expression {
  if (text.length > LONGEST_EXPRESSION) throw new ExpressionError(`an expression can have at most ${LONGEST_EXPRESSION} characters`);
  const reader = new Reader(tokensOf(text.replace(/[−–×·÷]/g, (sign) => SIGNS[sign] ?? sign)));
  const expression = reader.sum();
  reader.end();
  return expression;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  for (let position = 0; position < end; position = TOKEN.lastIndex) {
    const [, number, word, sign] = TOKEN.exec(text) ?? [];
    const found = number ?? word ?? sign;
    if (found !== undefined)
      tokens.push({
        kind: number !== undefined ? "number" : word !== undefined ? "word" : "sign",
        text: found,
        at: TOKEN.lastIndex - found.length,
      });
    else throw new ExpressionError(`“${[...text.slice(position).trim()][0] ?? ""}” cannot be part of an expression`);
  }
  return tokens;
}

class Reader {
  private position = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  end(): void {
    const rest = this.tokens[this.position];
    if (rest) throw new ExpressionError(`“${rest.text}” was not expected there`);
  }

  sum(): Expression {
    this.depth++;
    if (this.depth > DEEPEST) throw new ExpressionError("it has too many brackets");
    let left = this.product();
    for (let operator = this.taken("+", "-"); operator !== null; operator = this.taken("+", "-"))
      left = { kind: "operation", operator, left, right: this.product() };
    this.depth--;
    return left;
  }

  private product(): Expression {
    let left = this.signed();
    for (let operator = this.taken("*", "/"); operator !== null; operator = this.taken("*", "/"))
      left = { kind: "operation", operator, left, right: this.signed() };
    return left;
  }

  private signed(): Expression {
    let negative = false;
    for (let sign = this.taken("+", "-"); sign !== null; sign = this.taken("+", "-")) if (sign === "-") negative = !negative;
    const operand = this.term();
    return negative ? { kind: "negated", operand } : operand;
  }

  private term(): Expression {
    const token = this.tokens[this.position++];
    if (!token) throw new ExpressionError("it is incomplete");
    if (token.kind === "number") return { kind: "number", value: Number(token.text), unit: this.unit() };
    if (token.kind === "word" && /^[°%]$/.test(token.text)) throw new ExpressionError(`“${token.text}” needs a number before it`);
    if (token.kind === "word") return this.isNext("(") ? this.call(token.text) : { kind: "name", name: token.text, at: token.at };
    if (token.text !== "(") throw new ExpressionError(`“${token.text}” was not expected there`);
    const inner = this.sum();
    this.close();
    const unit = this.unit();
    return unit === null ? inner : { kind: "scaled", operand: inner, unit };
  }

  private call(name: string): Expression {
    if (!isFunction(name)) throw new ExpressionError(`there is no function “${name}”; there are ${Object.keys(FUNCTIONS).join(", ")}`);
    this.position++;
    const operands = [this.sum()];
    while (this.isNext(",")) {
      this.position++;
      operands.push(this.sum());
    }
    this.close();
    const { least, most } = FUNCTIONS[name];
    if (operands.length < least || operands.length > most)
      throw new ExpressionError(`${name} takes ${least === most ? "one value" : `${least} to ${most} values`}, not ${operands.length}`);
    return { kind: "call", name, operands };
  }

  /** The unit that follows, the longest that is one: `m/s`, but only the metre in `m / speed`. */
  private unit(): UnitName | null {
    const words = this.tokens.slice(this.position, this.position + 5).map(({ text }) => text);
    if (this.tokens[this.position]?.kind !== "word") return null;
    for (let length = words.length; length > 0; length--) {
      const name = unitNamed(words.slice(0, length).join(""));
      if (name === undefined) continue;
      this.position += length;
      return name;
    }
    throw new ExpressionError(`“${words[0] ?? ""}” is not a unit; to multiply, write ×`);
  }

  private close(): void {
    if (!this.isNext(")")) throw new ExpressionError("a closing bracket is missing");
    this.position++;
  }

  private isNext(text: string): boolean {
    const token = this.tokens[this.position];
    return token?.kind === "sign" && token.text === text;
  }

  private taken<Sign extends Operator>(...signs: readonly Sign[]): Sign | null {
    const sign = signs.find((each) => this.isNext(each));
    if (sign === undefined) return null;
    this.position++;
    return sign;
  }
}

const isFunction = (name: string): name is FunctionName => Object.hasOwn(FUNCTIONS, name);
