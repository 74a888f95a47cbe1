export { evaluateExpression, inUnit, quantity, type Quantity } from "./evaluate";
export { namesIn, withRenamed } from "./names";
export { ExpressionError, FUNCTIONS, LONGEST_EXPRESSION, NAME_PATTERN, parseExpression, type Expression } from "./parse";
export { UNIT_NAMES, UNITS, dimensionText, sameDimension, unitNamed, type Dimension, type UnitName } from "./units";
