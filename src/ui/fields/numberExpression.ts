import { unitsTaken, convertedValue, type Units } from "./units";

export type Evaluation = { readonly value: number } | { readonly fault: string };

/**
 * The value of what is typed into a number field: arithmetic with + − * / and brackets, units (`2s`, `12 px`), and minutes and seconds
 * (`1:04.5`) if the field supports seconds. Input that starts with * or / works on the current value.
 */
export function evaluate(text: string, units: Units, present?: number): Evaluation {
  const trimmed = text.trim().replaceAll("−", "-").replaceAll("×", "*").replaceAll(",", ".");
  if (trimmed === "") return { fault: "Type a number." };
  const source = /^[*/]/.test(trimmed) && present !== undefined ? `${present}${trimmed}` : trimmed;
  const tokens = tokenize(source);
  if ("fault" in tokens) return tokens;
  const reader = { tokens: tokens.list, position: 0, units };
  const value = sum(reader);
  if ("fault" in value) return value;
  const rest = reader.tokens[reader.position];
  if (rest !== undefined) return { fault: `“${rest}” was not expected there.` };
  if (!Number.isFinite(value.value)) return { fault: "Division by zero." };
  return value;
}

type Reader = { readonly tokens: readonly string[]; position: number; readonly units: Units };

const TOKEN = /\s*(\d+:\d{1,2}(?::\d{1,2})?(?:\.\d*)?|\d+\.?\d*|\.\d+|[a-z%°]+(?:\/[a-z]+)?|[-+*/()])/iy;

function tokenize(source: string): { list: string[] } | { fault: string } {
  const list: string[] = [];
  TOKEN.lastIndex = 0;
  let end = 0;
  while (end < source.trimEnd().length) {
    const match = TOKEN.exec(source);
    if (!match?.[1]) return { fault: `“${source.slice(end).trim()[0] ?? ""}” is not part of a number.` };
    list.push(match[1]);
    end = TOKEN.lastIndex;
  }
  return { list };
}

function sum(reader: Reader): Evaluation {
  return chain(reader, product, { "+": (a, b) => a + b, "-": (a, b) => a - b });
}

function product(reader: Reader): Evaluation {
  return chain(reader, term, { "*": (a, b) => a * b, "/": (a, b) => a / b });
}

function chain(
  reader: Reader,
  operand: (reader: Reader) => Evaluation,
  operators: Readonly<Record<string, (a: number, b: number) => number>>,
): Evaluation {
  let left = operand(reader);
  for (;;) {
    if ("fault" in left) return left;
    const apply = operators[reader.tokens[reader.position] ?? ""];
    if (!apply) return left;
    reader.position++;
    const right = operand(reader);
    if ("fault" in right) return right;
    left = { value: apply(left.value, right.value) };
  }
}

function term(reader: Reader): Evaluation {
  const token = reader.tokens[reader.position];
  if (token === undefined) return { fault: "The expression is incomplete." };
  reader.position++;
  if (token === "-" || token === "+") {
    const inner = term(reader);
    return "fault" in inner ? inner : { value: token === "-" ? -inner.value : inner.value };
  }
  if (token === "(") {
    const inner = sum(reader);
    if ("fault" in inner) return inner;
    if (reader.tokens[reader.position] !== ")") return { fault: "A bracket is missing." };
    reader.position++;
    return withUnit(inner.value, reader);
  }
  if (token.includes(":")) {
    const { s } = reader.units;
    if (s === undefined) return { fault: "This field does not take a time." };
    return { value: token.split(":").reduce((total, part) => total * 60 + Number(part), 0) * s };
  }
  if (!/^[\d.]/.test(token)) return { fault: `“${token}” is not a number.` };
  return withUnit(Number(token), reader);
}

function withUnit(value: number, reader: Reader): Evaluation {
  const unit = reader.tokens[reader.position];
  if (unit === undefined || !/^[a-z%°]/i.test(unit)) return { value };
  const factor = convertedValue(unit, reader.units);
  if (factor === undefined) {
    const known = unitsTaken(reader.units).join(", ");
    return { fault: known ? `“${unit}” is not a unit for this field; use ${known}.` : `“${unit}”: this field takes no unit.` };
  }
  reader.position++;
  return { value: value * factor };
}
