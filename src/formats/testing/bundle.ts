import type { AnnotationSource, WriteOptions } from "../types";
import { DEFAULT_WRITE_OPTIONS } from "../types";
import type { InputFile } from "../read/imported";
import type { FormatId } from "../write/formatIds";
import { writeAnnotations } from "../write/writeAnnotations";

/** The files of a format, by path. */
export function written(source: AnnotationSource, format: FormatId, options: Partial<WriteOptions> = {}): Map<string, string> {
  const texts = new Map<string, string>();
  const closed = new Set<string>();
  for (const { path, text, last } of writeAnnotations(source, [format], { ...DEFAULT_WRITE_OPTIONS, ...options })) {
    if (closed.has(path)) throw new Error(`${path} goes on after its end`);
    if (last) closed.add(path);
    texts.set(path, (texts.get(path) ?? "") + text);
  }
  for (const path of texts.keys()) if (!closed.has(path)) throw new Error(`${path} was never closed`);
  return texts;
}

/** One file of a format. */
export function writtenFile(source: AnnotationSource, format: FormatId, path: string, options: Partial<WriteOptions> = {}): string {
  const text = written(source, format, options).get(`annotations/${path}`);
  if (text === undefined) throw new Error(`annotations/${path} was not written`);
  return text;
}

export function inputFiles(texts: ReadonlyMap<string, string>): InputFile[] {
  return [...texts].map(([path, text]) => textFile(path, text));
}

export function textFile(path: string, text: string): InputFile {
  return { path, bytes: new TextEncoder().encode(text) };
}
