import { notJson } from "@/core/document/jsonPlaces";
import { SuiteError } from "../errors";
import { suiteSchema, type SuiteSpec } from "./schema";

const MAX_SPEC_BYTES = 64 * 1024 * 1024;

/** Reads a suite's JSON file. @throws SuiteError naming the place and a remedy */
export function parseSuiteSpec(text: string): SuiteSpec {
  if (text.length > MAX_SPEC_BYTES) throw new SuiteError("the file is too large for a suite; put the scenarios in separate files");
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    throw new SuiteError(`${notJson(text)}; fix the file at that place`);
  }
  const result = suiteSchema.safeParse(raw);
  if (result.success) return result.data;
  const faults = result.error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => `${pathText([...issue.path, key])}: unknown key; remove it or check its spelling`)
      : [`${pathText(issue.path)}: ${issue.message}`],
  );
  const more = faults.length > 3 ? `; and ${faults.length - 3} more` : "";
  throw new SuiteError(faults.slice(0, 3).join("; ") + more);
}

/** `videos[2].sweeps[0]`, as in code. */
function pathText(path: readonly PropertyKey[]): string {
  const text = path.reduce<string>(
    (sum, key) => (typeof key === "number" ? `${sum}[${key}]` : sum === "" ? String(key) : `${sum}.${String(key)}`),
    "",
  );
  return text === "" ? "the suite" : text;
}
