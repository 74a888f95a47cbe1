/** A piece of an XML document, before it is written. */
export type XmlElement = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
};

/** What an attribute is made from; an attribute that is undefined is left out. Numbers are written with at most nine decimals. */
type Value = string | number | boolean | undefined;

/** An element with its attributes, in the given order, and what is in it; null and false are left out of the latter. */
export function element(
  name: string,
  attributes: Readonly<Record<string, Value>> = {},
  children: readonly (XmlElement | null | false)[] = [],
): XmlElement {
  const texts = Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [[key, textOf(value)] as const]));
  return { name, attributes: Object.fromEntries(texts), children: children.filter((child) => child !== null && child !== false) };
}

function textOf(value: Exclude<Value, undefined>): string {
  if (typeof value !== "number") return String(value);
  const rounded = Number(value.toFixed(9));
  // Zero has no sign in a file.
  return String(rounded === 0 ? 0 : rounded);
}

/** The document with this element as its root, indented by two spaces. */
export function xmlDocument(root: XmlElement): string {
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>'];
  write(root, "", lines);
  return `${lines.join("\n")}\n`;
}

function write({ name, attributes, children }: XmlElement, indent: string, lines: string[]): void {
  const start = [name, ...Object.entries(attributes).map(([key, value]) => `${key}="${escaped(value)}"`)].join(" ");
  if (children.length === 0) {
    lines.push(`${indent}<${start}/>`);
    return;
  }
  lines.push(`${indent}<${start}>`);
  for (const child of children) write(child, `${indent}  `, lines);
  lines.push(`${indent}</${name}>`);
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  // As they are, readers would turn them into blanks.
  "\n": "&#10;",
  "\r": "&#13;",
  "\t": "&#9;",
};

/** Characters that XML 1.0 cannot hold in any form become the replacement character. */
const escaped = (text: string): string =>
  Array.from(text, (character) => ESCAPES[character] ?? (isAllowed(character.codePointAt(0) ?? 0) ? character : "\ufffd")).join("");

/** The characters of XML 1.0 (production 2). */
const isAllowed = (code: number): boolean =>
  (code >= 0x20 && code <= 0xd7ff) || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff);
