export { TAU, acos, asin, atan, atan2, cos, cosDegrees, sin, sinDegrees, tan, toDegrees, toRadians } from "./trigonometry";
export { exp, hypot, log, power } from "./exponential";
