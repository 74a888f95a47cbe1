import type { InputFile } from "../read/imported";
import { parseNumber } from "../read/text";
import { walkXml } from "../read/xml";

/** An object as in the file: the texts of its elements by their paths (`bndbox/xmin`), and its attributes by name. */
export type VocObject = { texts: ReadonlyMap<string, string>; attributes: ReadonlyMap<string, string>; line: number };

export type VocFile = { database: string; size: { width: number; height: number } | null; objects: readonly VocObject[] };

/** One file of annotations. @throws FormatError with the line if it is not XML */
export function parseVoc(file: InputFile): VocFile {
  const path: string[] = [];
  const objects: VocObject[] = [];
  const texts = new Map<string, string>();
  let object: { texts: Map<string, string>; attributes: Map<string, string>; line: number } | null = null;
  let text = "";
  let attribute = "";
  walkXml(file, {
    open(name, _, line) {
      path.push(name);
      text = "";
      if (path.length === 2 && name === "object") object = { texts: new Map(), attributes: new Map(), line };
    },
    text(more) {
      text += more;
    },
    close() {
      const place = path.slice(1).join("/");
      const value = text.trim();
      if (object && place === "object") {
        objects.push(object);
        object = null;
      } else if (object) {
        const within = place.slice("object/".length);
        if (within === "attributes/attribute/name") attribute = value;
        else if (within === "attributes/attribute/value") object.attributes.set(attribute, value);
        // The first of several counts: parts of bodies have boxes of their own, further inside.
        else if (!object.texts.has(within)) object.texts.set(within, value);
      } else if (!texts.has(place)) texts.set(place, value);
      path.pop();
      text = "";
    },
  });
  const [width, height] = [texts.get("size/width"), texts.get("size/height")].map(parseNumber);
  return {
    database: texts.get("source/database") ?? "",
    size: width !== undefined && height !== undefined && width > 0 && height > 0 ? { width, height } : null,
    objects,
  };
}
