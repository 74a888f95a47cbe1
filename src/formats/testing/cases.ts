import type { InputFile } from "../read/imported";
import { textFile } from "./bundle";

/** Small files as other tools write them, by path; see the folder of each. */
const TEXTS = import.meta.glob<string>("./cases/**/*.{txt,json,xml,ini,xosc,yaml,names,data}", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** The files of a case (its folder's name), with paths from that folder on. */
export function caseFiles(name: string): InputFile[] {
  const start = `./cases/${name}/`;
  const files = Object.entries(TEXTS).flatMap(([path, text]) => (path.startsWith(start) ? [textFile(path.slice(start.length), text)] : []));
  if (files.length === 0) throw new Error(`there is no case ${name}`);
  return files;
}
