import { FindingList } from "../finding";
import type { InputFile } from "./imported";
import type { ReaderInput } from "./input";
import { parseTolerantly } from "./json";

/** Every JSON file of the format with its content. What is wrong with them was reported when the format was detected. */
export function readJsons({ main, json, candidates }: ReaderInput): { file: InputFile; json: unknown }[] {
  return candidates.map((file) => ({ file, json: file === main ? json : parseTolerantly(file, new FindingList()) }));
}
