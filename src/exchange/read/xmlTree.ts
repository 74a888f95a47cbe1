import { SaxesParser } from "saxes";
import { ExchangeError, type Report } from "./report";

/** Limits of a file: above these, it is no scenario or road that people made. */
const MOST_CHARACTERS = 200_000_000;
const MOST_ELEMENTS = 1_500_000;
const DEEPEST = 100;
/** Characters that the parser is given at once. */
const CHUNK = 1 << 20;

/** An element of a file that is read. It remembers whether anybody has asked for it, so that what nobody reads can be named. */
export class XmlNode {
  readonly children: XmlNode[] = [];
  #isRead = false;

  constructor(
    readonly name: string,
    readonly line: number,
    readonly file: string,
    readonly attributes: ReadonlyMap<string, string>,
  ) {}

  get place(): string {
    return `${this.file}, line ${this.line}`;
  }

  /** The first child of a name; null if there is none. */
  child(name: string): XmlNode | null {
    const found = this.children.find((child) => child.name === name) ?? null;
    return found?.read() ?? null;
  }

  /** @throws ExchangeError if there is none */
  need(name: string): XmlNode {
    const found = this.child(name);
    if (!found) throw new ExchangeError(`${this.place}: ${this.name} has no ${name}; add it`);
    return found;
  }

  /** All children of a name, or simply all. */
  all(name?: string): XmlNode[] {
    return this.children.filter((child) => name === undefined || child.name === name).map((child) => child.read());
  }

  /** The one child; null if there is none. */
  only(): XmlNode | null {
    return this.children[0]?.read() ?? null;
  }

  read(): this {
    this.#isRead = true;
    return this;
  }

  /** Marks children as understood, with all that is in them: they are of no account for a scenario. */
  ignore(...names: readonly string[]): void {
    for (const child of this.children) if (names.length === 0 || names.includes(child.name)) child.#ignoreAll();
  }

  #ignoreAll(): void {
    const open: XmlNode[] = [this];
    for (let node = open.pop(); node; node = open.pop()) {
      node.#isRead = true;
      open.push(...node.children);
    }
  }

  /** Names every element below this one that nobody has read. */
  reportUnread(report: Report): void {
    const open: XmlNode[] = [this];
    for (let node = open.pop(); node; node = open.pop())
      for (const child of node.children.toReversed()) {
        if (child.#isRead) open.push(child);
        // An empty element says nothing.
        else if (child.children.length > 0 || child.attributes.size > 0) report.unread(child.name, child.file, child.line);
      }
  }
}

/**
 * Reads an XML document. Document types are refused: neither entities nor files that they name are ever read.
 * @param file its name for messages
 * @throws ExchangeError for XML that is not well formed, or too large
 */
export function xmlTree(text: string, file: string): XmlNode {
  if (text.length > MOST_CHARACTERS)
    throw new ExchangeError(`${file}: is larger than ${MOST_CHARACTERS / 1_000_000} MB; give a file of one scenario or road`);
  const parser = new SaxesParser({ position: true });
  const open: XmlNode[] = [];
  let root: XmlNode | null = null;
  let count = 0;
  const here = () => `${file}, line ${parser.line}`;
  parser.on("error", (error) => {
    throw new ExchangeError(`${here()}: is not well-formed XML: ${error.message.replace(/^\d+:\d+: /, "")}`);
  });
  parser.on("doctype", () => {
    throw new ExchangeError(`${here()}: has a document type (<!DOCTYPE>), which is not read for safety; delete it`);
  });
  parser.on("opentag", ({ name, attributes }) => {
    if (++count > MOST_ELEMENTS) throw new ExchangeError(`${file}: has more than ${MOST_ELEMENTS} elements`);
    if (open.length >= DEEPEST) throw new ExchangeError(`${here()}: elements are nested more than ${DEEPEST} deep`);
    const node = new XmlNode(name, parser.line, file, new Map(Object.entries(attributes)));
    const parent = open.at(-1);
    if (parent) parent.children.push(node);
    else root ??= node;
    open.push(node);
  });
  parser.on("closetag", () => void open.pop());
  for (let from = 0; from < text.length; from += CHUNK) parser.write(text.slice(from, from + CHUNK));
  parser.close();
  const found = rootOf(root);
  if (!found) throw new ExchangeError(`${file}: is empty`);
  return found.read();
}

/** The compiler does not know that listeners have run meanwhile. */
const rootOf = (root: XmlNode | null): XmlNode | null => root;
