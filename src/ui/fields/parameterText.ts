import type { Parameter } from "@/core/document";
import type { Units } from "./units";

/** `50 km/h`, `2.5`: a parameter's value with its unit. */
export function valueText({ value, unit }: Pick<Parameter, "value" | "unit">): string {
  const number = String(Number(value.toPrecision(6)));
  if (unit === undefined) return number;
  return unit === "°" ? `${number}°` : `${number} ${unit}`;
}

/** The units that can be typed for a parameter: its own, and those that measure the same. */
export const parameterUnits = (unit: Parameter["unit"]): Units => (unit === undefined ? {} : { [unit]: 1 });
