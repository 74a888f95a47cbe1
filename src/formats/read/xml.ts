import { SaxesParser } from "saxes";
import { FormatError } from "../finding";
import type { InputFile } from "./imported";
import { decodeText, emptyFile } from "./text";

const CHUNK = 65_536;

export type XmlHandlers = {
  /** `line` is where the tag ends. */
  open(name: string, attributes: Readonly<Record<string, string>>, line: number): void;
  text(text: string): void;
  close(name: string): void;
};

/**
 * Walks through an XML file. Document type declarations are refused: they may define entities that expand to any size or fetch other
 * files, and no annotation tool writes them. @throws FormatError with the line
 */
export function walkXml(file: InputFile, handlers: XmlHandlers): void {
  const text = decodeText(file);
  if (text.trim() === "") throw emptyFile(file);
  const parser = new SaxesParser({ xmlns: false, position: true });
  const refuse = (message: string, advice: string) =>
    new FormatError({ severity: "error", file: file.path, place: `line ${parser.line}`, message, advice });

  parser.on("doctype", () => {
    throw refuse("it has a document type declaration, which could define entities", "delete the <!DOCTYPE …> declaration");
  });
  parser.on("error", (error) => {
    // saxes puts line and column before its message.
    const message = error.message.replace(/^[^ ]*\d+:\d+: /, "").replace(/\.$/, "");
    throw refuse(`not XML: ${message}`, "fix the file at that line, or export it again");
  });
  parser.on("opentag", ({ name, attributes }) => handlers.open(name, attributes, parser.line));
  parser.on("text", (content) => handlers.text(content));
  parser.on("closetag", ({ name }) => handlers.close(name));
  for (let start = 0; start < text.length; start += CHUNK) parser.write(text.slice(start, start + CHUNK));
  parser.close();
}
