import { ScenarioError, validateScenario, type WholeScenario } from "@/core/document";
import { expressionAt } from "@/core/document/resolve";
import { VariationError } from "@/core/variation";

/**
 * The scenario with another value at a JSON pointer (RFC 6901). What holds the value must exist; the value itself need not, so optional
 * keys can be given.
 * @throws VariationError naming the part that does not exist, or what the document does not allow
 */
export function setAt(scenario: WholeScenario, pointer: string, value: number | string | boolean): WholeScenario {
  const keys = pointer
    .slice(1)
    .split("/")
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
  const [root] = keys;
  if (root === undefined || root === "" || root === "schemaVersion")
    throw new VariationError(`${pointer} is no value of a scenario that can vary`);
  const origin = expressionAt(scenario, keys);
  if (origin) throw new VariationError(`${pointer} follows from “${origin.text}”; vary its parameters: declared:NAME=1..2`);
  return asScenario(replaced(scenario, keys, 0, pointer, value));
}

function replaced(node: unknown, keys: readonly string[], depth: number, pointer: string, value: number | string | boolean): unknown {
  const key = keys[depth];
  if (key === undefined) return value;
  const place = `/${keys.slice(0, depth + 1).join("/")}`;
  if (Array.isArray(node)) {
    const index = /^(0|[1-9]\d*)$/.test(key) ? Number(key) : -1;
    if (index < 0 || index >= node.length)
      throw new VariationError(`${pointer}: the list at ${place} has ${node.length} entries, counted from 0, and no "${key}"`);
    return node.map((entry: unknown, at) => (at === index ? replaced(entry, keys, depth + 1, pointer, value) : entry));
  }
  if (typeof node !== "object" || node === null) throw new VariationError(`${pointer}: there is nothing at ${place}`);
  const found: unknown = Object.hasOwn(node, key) ? Reflect.get(node, key) : undefined;
  if (found === undefined && depth < keys.length - 1) throw new VariationError(`${pointer}: there is nothing at ${place}`);
  if (typeof found === "object" && found !== null && depth === keys.length - 1)
    throw new VariationError(`${pointer} is a list or an object; name a single value in it`);
  return { ...node, [key]: replaced(found, keys, depth + 1, pointer, value) };
}

function asScenario(document: unknown): WholeScenario {
  try {
    return validateScenario(document);
  } catch (error) {
    if (error instanceof ScenarioError) throw new VariationError(error.message);
    throw error;
  }
}
