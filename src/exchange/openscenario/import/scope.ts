import { numberFrom } from "../../read/attributes";
import { ExchangeError } from "../../read/report";
import type { XmlNode } from "../../read/xmlTree";
import { ExpressionFault, expressionValue } from "./expression";

const DEEPEST = 50;

/** Parameters that hold somewhere in a file, and the attributes that they give. */
export class Scope {
  readonly #raw: ReadonlyMap<string, string>;
  readonly #values = new Map<string, string>();
  readonly #open: string[] = [];

  /** @param raw values as they are written, in which other parameters of the scope may occur */
  constructor(
    raw: ReadonlyMap<string, string>,
    readonly parent: Scope | null = null,
  ) {
    this.#raw = raw;
  }

  /** Parameters that an element declares, and others that are given to it, already resolved. */
  static of(node: XmlNode | null, given: ReadonlyMap<string, string>, parent: Scope | null): Scope {
    const raw = new Map<string, string>();
    for (const declaration of node?.all("ParameterDeclaration") ?? []) {
      declaration.ignore("ConstraintGroup");
      raw.set(declaration.attributes.get("name") ?? "", declaration.attributes.get("value") ?? "");
    }
    for (const [name, value] of given) raw.set(name, value);
    return new Scope(raw, parent);
  }

  has(name: string): boolean {
    return this.#raw.has(name) || (this.parent?.has(name) ?? false);
  }

  /** The names that this scope itself declares. */
  get names(): readonly string[] {
    return [...this.#raw.keys()];
  }

  /** The value of a parameter. @throws ExpressionFault if there is none, or if it depends on itself */
  value(name: string): string {
    const known = this.#values.get(name);
    if (known !== undefined) return known;
    const raw = this.#raw.get(name);
    if (raw === undefined) {
      if (this.parent) return this.parent.value(name);
      throw new ExpressionFault(`there is no parameter "${name}"; declare it`);
    }
    if (this.#open.includes(name))
      throw new ExpressionFault(`the parameter "${name}" depends on itself: ${[...this.#open, name].join(" → ")}`);
    if (this.#open.length > DEEPEST) throw new ExpressionFault(`the parameter "${name}" depends on more than ${DEEPEST} others in a row`);
    this.#open.push(name);
    const value = this.resolved(raw);
    this.#open.pop();
    this.#values.set(name, value);
    return value;
  }

  /** A text with its parameter or expression replaced. @throws ExpressionFault */
  resolved(text: string): string {
    const trimmed = text.trim();
    if (trimmed.startsWith("${") && trimmed.endsWith("}")) {
      const inner = trimmed.slice(2, -1);
      const only = /^\s*\$?([A-Za-z_][\w.]*)\s*$/.exec(inner)?.[1];
      // A parameter alone may be a text.
      if (only !== undefined && this.has(only)) return this.value(only);
      return String(expressionValue(inner, (name) => this.number(name)));
    }
    if (trimmed.startsWith("$")) return this.value(trimmed.slice(1));
    return text.replace(/^\\\$/, "$");
  }

  private number(name: string): number {
    const text = this.value(name);
    if (text === "true") return 1;
    if (text === "false") return 0;
    const value = text.trim() === "" ? NaN : Number(text);
    if (!Number.isFinite(value)) throw new ExpressionFault(`the parameter "${name}" is "${text.slice(0, 60)}", which is no number`);
    return value;
  }

  /** An attribute with its parameters replaced; null if it is absent. @throws ExchangeError */
  text(node: XmlNode, key: string): string | null {
    const raw = node.attributes.get(key);
    if (raw === undefined) return null;
    try {
      return this.resolved(raw);
    } catch (error) {
      if (error instanceof ExpressionFault) throw new ExchangeError(`${node.place}: ${key} of ${node.name}: ${error.message}`);
      throw error;
    }
  }

  /** @throws ExchangeError if it is absent */
  needText(node: XmlNode, key: string): string {
    const text = this.text(node, key);
    if (text === null) throw new ExchangeError(`${node.place}: ${node.name} has no ${key}`);
    return text;
  }

  /** An attribute as a number. @throws ExchangeError if it is absent and there is no `otherwise`, or if it is no number */
  numberOf(node: XmlNode, key: string, otherwise?: number): number {
    const text = this.text(node, key);
    if (text === null || text === "") {
      if (otherwise === undefined) throw new ExchangeError(`${node.place}: ${node.name} has no ${key}; give a number`);
      return otherwise;
    }
    return numberFrom(text, node, key);
  }

  flag(node: XmlNode, key: string): boolean {
    const text = this.text(node, key);
    return text === "true" || text === "1";
  }
}
