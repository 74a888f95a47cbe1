import { ExchangeError } from "./report";
import type { XmlNode } from "./xmlTree";

/** Numbers beyond this are no measures of a road or a scenario. */
const MOST = 1e9;

/**
 * An attribute as a number. @param otherwise what holds if it is absent
 * @throws ExchangeError if it is absent without `otherwise`, is no number, or is beyond all measure
 */
export function numberOf(node: XmlNode, key: string, otherwise?: number): number {
  const text = node.attributes.get(key);
  if (text === undefined || text === "") {
    if (otherwise === undefined) throw new ExchangeError(`${node.place}: ${node.name} has no ${key}; give a number`);
    return otherwise;
  }
  return numberFrom(text, node, key);
}

export function numberFrom(text: string, node: XmlNode, key: string): number {
  const value = /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*$/.test(text) ? Number(text) : NaN;
  if (!Number.isFinite(value) || Math.abs(value) > MOST)
    throw new ExchangeError(`${node.place}: ${key} of ${node.name} must be a number within ±${MOST}, not "${text.slice(0, 60)}"`);
  return value;
}

export const textOf = (node: XmlNode, key: string, otherwise = ""): string => node.attributes.get(key) ?? otherwise;
