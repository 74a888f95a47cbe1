import { DATASET_FORMATS } from "@/datasets";
import { PIXEL_MAPS } from "@/core/pixels";
import { ANNOTATION_FORMATS } from "@/formats";
import { OPENSCENARIO } from "./render/options";

const FLAG = "--formats";
const KNOWN: ReadonlySet<string> = new Set(["all", "none", ...ANNOTATION_FORMATS, ...PIXEL_MAPS, ...DATASET_FORMATS, OPENSCENARIO]);

/**
 * The words of a command line in which every list of formats is one word: `--formats coco yolo` means `--formats coco,yolo` for every
 * command. What follows and is no format is left alone, since it can be an argument, as in `--formats coco dart_out`.
 */
export function joinedFormats(words: readonly string[]): string[] {
  const joined: string[] = [];
  let endsWithList = false;
  for (const word of words) {
    const last = joined.at(-1);
    if (endsWithList && isList(word)) joined[joined.length - 1] = `${last ?? ""},${word}`;
    else {
      joined.push(word);
      endsWithList = (last === FLAG && isList(word)) || word.startsWith(`${FLAG}=`);
    }
  }
  return joined;
}

const isList = (word: string): boolean => word.split(",").every((name) => KNOWN.has(name.trim()));
