import { acos, asin, atan, cos, power, sin, tan } from "@/core/exact";

/** Why an expression has no value, in a sentence without a full stop. */
export class ExpressionFault extends Error {
  override readonly name = "ExpressionFault";
}

const LONGEST = 2000;
const DEEPEST = 60;

type Names = (name: string) => number;

type FunctionOf = { readonly least: number; readonly most: number; readonly of: (values: readonly number[]) => number };

const ofOne = (of: (value: number) => number): FunctionOf => ({ least: 1, most: 1, of: ([value = NaN]) => of(value) });

const FUNCTIONS: ReadonlyMap<string, FunctionOf> = new Map<string, FunctionOf>([
  ["abs", ofOne(Math.abs)],
  ["round", ofOne(Math.round)],
  ["floor", ofOne(Math.floor)],
  ["ceil", ofOne(Math.ceil)],
  ["sqrt", ofOne(Math.sqrt)],
  ["sign", ofOne(Math.sign)],
  ["sin", ofOne(sin)],
  ["cos", ofOne(cos)],
  ["tan", ofOne(tan)],
  ["asin", ofOne(asin)],
  ["acos", ofOne(acos)],
  ["atan", ofOne(atan)],
  ["pow", { least: 2, most: 2, of: ([base = NaN, exponent = NaN]) => powerOf(base, exponent) }],
  ["max", { least: 1, most: 50, of: (values) => values.reduce((a, b) => Math.max(a, b), -Infinity) }],
  ["min", { least: 1, most: 50, of: (values) => values.reduce((a, b) => Math.min(a, b), Infinity) }],
]);

/** Whole powers by multiplication: exact, and possible for bases below 0. */
function powerOf(base: number, exponent: number): number {
  if (!Number.isInteger(exponent) || Math.abs(exponent) > 64) return base > 0 ? power(base, exponent) : base === 0 ? 0 : NaN;
  let result = 1;
  for (let index = 0; index < Math.abs(exponent); index++) result *= base;
  return exponent < 0 ? 1 / result : result;
}

const CONSTANTS: ReadonlyMap<string, number> = new Map([
  ["pi", Math.PI],
  ["true", 1],
  ["false", 0],
]);

const TOKEN = /\s*(?:(\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?)|\$?([A-Za-z_][\w.]*)|([-+*/%(),]))/y;

/** The value of what is between `${` and `}`: arithmetic, functions and logic of OpenSCENARIO 1.3. True is 1. @throws ExpressionFault */
export function expressionValue(text: string, valueOf: Names): number {
  if (text.length > LONGEST) throw new ExpressionFault(`an expression can have at most ${LONGEST} characters`);
  const tokens: { text: string; kind: "number" | "name" | "sign" }[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  for (let at = 0; at < end; at = TOKEN.lastIndex) {
    const [, number, name, sign] = TOKEN.exec(text) ?? [];
    const found = number ?? name ?? sign;
    if (found === undefined) throw new ExpressionFault(`"${text.slice(at, at + 20).trim()}" is not understood in "${text.slice(0, 80)}"`);
    tokens.push({ text: found, kind: number !== undefined ? "number" : name !== undefined ? "name" : "sign" });
  }
  let [next, depth] = [0, 0];
  const peek = () => tokens[next]?.text;
  const take = (...wanted: string[]): string | null => {
    const found = tokens[next];
    if (!found || !wanted.includes(found.text)) return null;
    next++;
    return found.text;
  };
  const result = either();
  if (next < tokens.length) throw new ExpressionFault(`"${peek() ?? ""}" was not expected in "${text.slice(0, 80)}"`);
  if (!Number.isFinite(result)) throw new ExpressionFault(`"${text.slice(0, 80)}" has no finite value`);
  return result;

  function either(): number {
    let value = both();
    while (take("or")) {
      const other = both();
      value = value !== 0 || other !== 0 ? 1 : 0;
    }
    return value;
  }
  function both(): number {
    let value = sum();
    while (take("and")) {
      const other = sum();
      value = value !== 0 && other !== 0 ? 1 : 0;
    }
    return value;
  }
  function sum(): number {
    let value = product();
    for (let sign = take("+", "-"); sign; sign = take("+", "-")) value = sign === "+" ? value + product() : value - product();
    return value;
  }
  function product(): number {
    let value = signed();
    for (let sign = take("*", "/", "%"); sign; sign = take("*", "/", "%")) {
      const other = signed();
      value = sign === "*" ? value * other : sign === "/" ? value / other : value % other;
    }
    return value;
  }
  function signed(): number {
    if (++depth > DEEPEST) throw new ExpressionFault(`"${text.slice(0, 80)}" is nested more than ${DEEPEST} deep`);
    let value: number;
    if (take("-")) value = -signed();
    else if (take("+")) value = signed();
    else if (take("not")) value = signed() === 0 ? 1 : 0;
    else value = operand();
    depth--;
    return value;
  }
  function operand(): number {
    const token = tokens[next++];
    if (!token) throw new ExpressionFault(`"${text.slice(0, 80)}" ends too early`);
    if (token.kind === "number") return Number(token.text);
    if (token.text === "(") {
      const value = either();
      close();
      return value;
    }
    if (token.kind === "sign") throw new ExpressionFault(`"${token.text}" was not expected in "${text.slice(0, 80)}"`);
    if (peek() === "(") return call(token.text);
    return CONSTANTS.get(token.text) ?? valueOf(token.text);
  }
  function call(name: string): number {
    next++;
    const values = [either()];
    while (take(",")) values.push(either());
    close();
    const known = FUNCTIONS.get(name);
    if (!known) throw new ExpressionFault(`there is no function "${name}"; there are ${[...FUNCTIONS.keys()].join(", ")}`);
    if (values.length < known.least || values.length > known.most)
      throw new ExpressionFault(`"${name}" takes ${known.least} values, not ${values.length}`);
    return known.of(values);
  }
  function close(): void {
    if (!take(")")) throw new ExpressionFault(`a bracket is missing in "${text.slice(0, 80)}"`);
  }
}
