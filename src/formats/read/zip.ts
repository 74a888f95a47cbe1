import { ERR_UNSUPPORTED_COMPRESSION, Uint8ArrayReader, ZipReader } from "@zip.js/zip.js";
import { FormatError, type Finding, type FindingList } from "../finding";
import type { InputFile } from "./imported";
import { isAnnotationFile, isSystemFile } from "./fileNames";
import { baseName } from "./input";
import { mayBeOtherFormat } from "./otherFormats";
import { MAX_TEXT_BYTES } from "./text";
import { ZIP_OPTIONS, extractEntry, faultOfEntry, pathOfEntry } from "./zipEntry";

/** Annotation files with one frame each: as many as a scenario can have frames, and some more. */
const MAX_ENTRIES = 500_000;

const OTHER_METHOD = "the ZIP is packed by a method other than Deflate, such as BZip2 or LZMA";

/** ZIPs within ZIPs are opened to this depth. */
const MOST_DEPTH = 2;

/**
 * Replaces ZIP files by the annotation files in them, including those in nested ZIPs. Images and videos stay packed, system files are
 * left out.
 */
export async function unpackZips(files: readonly InputFile[], findings: FindingList): Promise<InputFile[]> {
  const unpacked: InputFile[] = [];
  for (const file of files) {
    // By the name alone: the chosen folder may itself be hidden, or be inside a hidden one.
    if (isSystemFile(baseName(file.path))) continue;
    if (!isZip(file)) {
      unpacked.push(file);
      continue;
    }
    try {
      const before = findings.list().length;
      const entries = await unpack(file, findings, { left: MAX_TEXT_BYTES, depth: 1 });
      if (entries.length === 0 && findings.list().length === before) findings.add(withoutAnnotations(file.path));
      // One by one: a ZIP can have more files than a call accepts arguments.
      for (const entry of entries) unpacked.push(entry);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      findings.add(error.finding);
    }
  }
  return unpacked;
}

function withoutAnnotations(file: string): Finding {
  return {
    severity: "error",
    file,
    place: "",
    message: "there are no annotation files in the ZIP",
    advice: "their extensions are .json, .xml, .txt or .yaml; images and videos alone contain no boxes",
  };
}

/** By its first bytes; programs may stand in front of an archive that unpacks itself. */
function isZip({ path, bytes }: InputFile): boolean {
  if (/\.zip$/i.test(path) && bytes.length > 0) return true;
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

/** @param budget bytes that may still be unpacked, and how deep the ZIP is */
async function unpack(file: InputFile, findings: FindingList, budget: { left: number; readonly depth: number }): Promise<InputFile[]> {
  const reader = new ZipReader(new Uint8ArrayReader(file.bytes), ZIP_OPTIONS);
  const broken = (place: string, message: string, advice: string) =>
    new FormatError({ severity: "error", file: file.path, place, message, advice });
  const unpacked: InputFile[] = [];
  const names = new Set<string>();
  let seen = 0;
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      if (++seen > MAX_ENTRIES) throw broken("", `more than ${MAX_ENTRIES} entries`, "choose the ZIP of a single annotation export");
      const path = pathOfEntry(entry);
      const isInner = /\.zip$/i.test(path);
      if (entry.directory || isSystemFile(path) || !(isInner || isAnnotationFile(path) || mayBeOtherFormat(path))) continue;
      const fault = faultOfEntry(entry, names);
      if (fault !== null) {
        findings.add({
          severity: "error",
          file: file.path,
          place: entry.filename,
          message: fault,
          advice: "the entry was left out; pack the files again",
        });
        continue;
      }
      names.add(path);
      if (!isInner && !isAnnotationFile(path)) {
        // Its name is all that is needed to say what it is.
        unpacked.push({ path, bytes: new Uint8Array() });
        continue;
      }
      const pieces = isInner && budget.depth === MOST_DEPTH ? null : await extractEntry(entry, budget.left);
      if (isInner) {
        const inner = pieces && (await unpackInner({ path, bytes: pieces }, findings, budget));
        if (inner) for (const entry of inner) unpacked.push(entry);
        else
          findings.add({
            severity: "warning",
            file: file.path,
            place: path,
            message: "a ZIP inside this ZIP was not opened",
            advice: "if it contains annotations, unpack the outer ZIP and choose the inner one",
          });
        continue;
      }
      if (pieces === null)
        throw broken(
          entry.filename,
          `the files are more than ${MAX_TEXT_BYTES / 1024 / 1024} MB when unpacked`,
          "choose only the annotation file",
        );
      budget.left -= pieces.length;
      unpacked.push({ path, bytes: pieces });
    }
  } catch (error) {
    if (error instanceof FormatError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    const isPackedOtherwise = reason === ERR_UNSUPPORTED_COMPRESSION;
    // Nothing that was read before the damage is lost.
    findings.add({
      severity: "error",
      file: file.path,
      place: "",
      message: isPackedOtherwise ? OTHER_METHOD : `the ZIP is damaged: ${reason}`,
      advice: `${isPackedOtherwise ? "pack it" : "copy or pack it"} again, or choose the annotation files directly`,
    });
  }
  return unpacked.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The files of a ZIP within another, below its name. Null if it is not a ZIP. */
async function unpackInner(
  file: InputFile,
  findings: FindingList,
  budget: { left: number; readonly depth: number },
): Promise<InputFile[] | null> {
  if (!isZip(file)) return null;
  const within = { left: budget.left - file.bytes.length, depth: budget.depth + 1 };
  const files = await unpack(file, findings, within);
  budget.left = within.left;
  return files.map(({ path, bytes }) => ({ path: `${file.path.replace(/\.zip$/i, "")}/${path}`, bytes }));
}
