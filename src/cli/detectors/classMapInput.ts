import { CLASS_MEANINGS, USUAL_CLASS_MAP, type ClassMap, type ClassMeaning } from "@/detectors/classes/classMap";
import { UsageError } from "../errors";
import { readJson } from "./onnxFlags";

/**
 * What a detector's labels mean: a user's JSON file, such as `{"walker": "pedestrian", "van": "vehicle"}`; labels that are not in it keep
 * their usual meaning.
 * @throws UsageError that names the file and the label
 */
export async function readClassMap(file: string | undefined): Promise<ClassMap> {
  if (file === undefined) return USUAL_CLASS_MAP;
  const value = await readJson(file, "the meaning of each label");
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new UsageError(`${file}: must be an object of meanings by label, such as {"walker": "pedestrian", "van": "vehicle"}`);
  const meanings = Object.entries(value).map(([label, meaning]: [string, unknown]): [string, ClassMeaning] => {
    const known = CLASS_MEANINGS.find((one) => one === meaning);
    if (known === undefined)
      throw new UsageError(`${file}: ${label}: ${JSON.stringify(meaning)} is no meaning; use one of ${CLASS_MEANINGS.join(", ")}`);
    return [label.toLowerCase(), known];
  });
  return { ...USUAL_CLASS_MAP, ...Object.fromEntries(meanings) };
}
