import { ExpressionError, type Expression, type FunctionName, type Operator } from "./parse";
import { PLAIN, UNITS, dimensionText, sameDimension, type Dimension, type UnitName } from "./units";

/** A number in the base units of its dimension: metres, seconds, degrees, pixels. */
export type Quantity = { readonly value: number; readonly dimension: Dimension };

/** So many of a unit. */
export function quantity(value: number, unit: UnitName | null): Quantity {
  if (unit === null) return { value, dimension: PLAIN };
  const { dimension, numerator, denominator } = UNITS[unit];
  return { value: (value * numerator) / denominator, dimension };
}

/**
 * A quantity as a number of units. A plain number is taken to be in that unit already.
 * @throws ExpressionError if it measures something else
 */
export function inUnit({ value, dimension }: Quantity, unit: UnitName | null): number {
  if (unit === null || sameDimension(dimension, PLAIN)) {
    if (unit === null && !sameDimension(dimension, PLAIN))
      throw new ExpressionError(`it gives ${dimensionText(dimension)}, where a number without a unit is needed`);
    const share = unit !== null && sameDimension(UNITS[unit].dimension, PLAIN) ? UNITS[unit] : null;
    return share ? (value * share.denominator) / share.numerator : value;
  }
  const { numerator, denominator, dimension: wanted } = UNITS[unit];
  if (!sameDimension(dimension, wanted)) throw new ExpressionError(`it gives ${dimensionText(dimension)}, where ${unit} is needed`);
  return (value * denominator) / numerator;
}

/** The value of an expression. @param named the value of a name; throws for one that is unknown @throws ExpressionError */
export function evaluateExpression(expression: Expression, named: (name: string) => Quantity): Quantity {
  const result = evaluated(expression, named);
  if (!Number.isFinite(result.value)) throw new ExpressionError("it divides by zero, or gives a number that is too large");
  return result;
}

function evaluated(expression: Expression, named: (name: string) => Quantity): Quantity {
  switch (expression.kind) {
    case "number":
      return quantity(expression.value, expression.unit);
    case "name":
      return named(expression.name);
    case "negated": {
      const { value, dimension } = evaluated(expression.operand, named);
      return { value: 0 - value, dimension };
    }
    case "scaled":
      return operated("*", evaluated(expression.operand, named), quantity(1, expression.unit));
    case "operation":
      return operated(expression.operator, evaluated(expression.left, named), evaluated(expression.right, named));
    case "call":
      return called(
        expression.name,
        expression.operands.map((operand) => evaluated(operand, named)),
      );
  }
}

function operated(operator: Operator, left: Quantity, right: Quantity): Quantity {
  switch (operator) {
    case "*":
      return { value: left.value * right.value, dimension: combined(left.dimension, right.dimension, 1) };
    case "/":
      if (right.value === 0) throw new ExpressionError("it divides by zero");
      return { value: left.value / right.value, dimension: combined(left.dimension, right.dimension, -1) };
    case "+":
    case "-": {
      const verb = operator === "+" ? "adds" : "subtracts";
      const dimension = common(left, right, (one, other) => `${verb} ${one} and ${other}`);
      return { value: operator === "+" ? left.value + right.value : left.value - right.value, dimension };
    }
  }
}

const combined = (one: Dimension, other: Dimension, sign: 1 | -1): Dimension => [
  one[0] + sign * other[0],
  one[1] + sign * other[1],
  one[2] + sign * other[2],
  one[3] + sign * other[3],
];

/** The dimension of two values that are added or compared. Zero is zero in every unit. */
function common(left: Quantity, right: Quantity, complaint: (one: string, other: string) => string): Dimension {
  if (sameDimension(left.dimension, right.dimension)) return left.dimension;
  if (right.value === 0 && sameDimension(right.dimension, PLAIN)) return left.dimension;
  if (left.value === 0 && sameDimension(left.dimension, PLAIN)) return right.dimension;
  throw new ExpressionError(
    `it ${complaint(dimensionText(left.dimension), dimensionText(right.dimension))}; give numbers their units, such as 2 m`,
  );
}

function called(name: FunctionName, operands: readonly Quantity[]): Quantity {
  const [first, ...rest] = operands;
  if (!first) throw new ExpressionError(`${name} needs a value`);
  switch (name) {
    case "min":
    case "max":
      return rest.reduce((best, next) => {
        const dimension = common(best, next, (one, other) => `compares ${one} and ${other}`);
        return { value: name === "min" ? Math.min(best.value, next.value) : Math.max(best.value, next.value), dimension };
      }, first);
    case "abs":
      return { ...first, value: Math.abs(first.value) };
    case "sqrt": {
      if (first.value < 0) throw new ExpressionError("it takes the square root of a negative number");
      const [metres, seconds, degrees, pixels] = first.dimension;
      if (first.dimension.some((power) => power % 2 !== 0))
        throw new ExpressionError(`it takes the square root of ${dimensionText(first.dimension)}`);
      return { value: Math.sqrt(first.value), dimension: [metres / 2, seconds / 2, degrees / 2, pixels / 2] };
    }
    case "round":
    case "floor":
    case "ceil":
      if (!sameDimension(first.dimension, PLAIN))
        throw new ExpressionError(`${name} needs a number without a unit; divide by one first, as in ${name}(a / 1 m) × 1 m`);
      return { ...first, value: ROUNDINGS[name](first.value) };
  }
}

const ROUNDINGS = {
  round: (value: number) => Math.floor(value + 0.5),
  floor: (value: number) => Math.floor(value),
  ceil: (value: number) => Math.ceil(value),
} as const;
