import { jsonText } from "../text/json";
import type { z } from "zod";
import { settled } from "../relations";
import { migrate } from "./migrations";
import { describeFault, shown } from "./faultText";
import { notJson } from "./jsonPlaces";
import { expressionAt, resolved } from "./resolve";
import { SCHEMA_VERSION, scenarioSchema, type WholeScenario } from "./schema";

/** A fault in a scenario document: where it is, and a sentence that says what is wrong and how to fix it. */
export type DocumentFault = { path: string; message: string };

/** Thrown for an unusable document; `message` names the first faults, `faults` has them all. */
export class ScenarioError extends Error {
  override readonly name = "ScenarioError";
  readonly faults: readonly DocumentFault[];

  constructor(faults: readonly DocumentFault[]) {
    const shown = faults.slice(0, 3).map(({ path, message }) => (path ? `${path}: ${message}` : message));
    const rest = faults.length > 3 ? `; and ${faults.length - 3} more` : "";
    super(shown.join("; ") + rest);
    this.faults = faults;
  }
}

/** Larger files are not scenarios: reading them would only freeze the page. */
export const MAX_SCENARIO_BYTES = 64 * 1024 * 1024;

/** Refuses a file by its size before it is read. @throws ScenarioError */
export function assertScenarioSize(bytes: number): void {
  if (bytes > MAX_SCENARIO_BYTES)
    throw new ScenarioError([
      {
        path: "",
        message:
          `the file is ${Math.ceil(bytes / 1024 / 1024)} MB; a scenario can be at most ${MAX_SCENARIO_BYTES / 1024 / 1024} MB. ` +
          "Choose a scenario saved by Jaywalk, or embed smaller images",
      },
    ]);
  if (bytes === 0) throw new ScenarioError([{ path: "", message: "the file is empty; choose a scenario saved by Jaywalk" }]);
}

/** Reads a scenario file. @throws ScenarioError naming the place and a remedy */
export const parseScenario = (text: string): WholeScenario => validateScenario(parseDocument(text));

/** The contents of a scenario file, unchecked. @throws ScenarioError if it is not JSON */
export function parseDocument(text: string): unknown {
  // Some editors start a file with a byte order mark.
  const json = text.replace(/^\uFEFF/, "");
  try {
    return JSON.parse(json);
  } catch {
    throw new ScenarioError([
      { path: "", message: `${notJson(json)}; choose a scenario.json saved by Jaywalk, or fix the file at that place` },
    ]);
  }
}

/**
 * Checks and migrates a document from anywhere; numbers that follow from its parameters get the values that these give,
 * and its relations are worked out.
 * @throws ScenarioError naming the place and a remedy
 */
export function validateScenario(raw: unknown): WholeScenario {
  const faults: DocumentFault[] = [];
  const document = resolved(migrateDocument(raw), (path, message) => faults.push({ path: formatPath(path), message }));
  const result = scenarioSchema.safeParse(document, { error: describeFault });
  if (!result.success)
    faults.push(...withoutConsequences(result.error.issues).flatMap((issue) => withOrigin(describeIssue(issue), issue.path, document)));
  if (faults.length > 0 || !result.success) throw new ScenarioError(faults);
  return settled(result.data);
}

/** Without what rules say of values that are none: they would tell of the same fault in other words. */
export function withoutConsequences(issues: readonly z.core.$ZodIssue[]): readonly z.core.$ZodIssue[] {
  const broken = issues.flatMap(({ code, path }) => (code === "custom" || code === "unrecognized_keys" ? [] : [path]));
  const leads = (from: readonly PropertyKey[], to: readonly PropertyKey[]) => from.every((key, index) => key === to[index]);
  return issues.filter(({ code, path }) => code !== "custom" || !broken.some((other) => leads(other, path) || leads(path, other)));
}

/** Faults of a number that follows from an expression say so: the remedy is there. */
export function withOrigin(faults: readonly DocumentFault[], path: readonly PropertyKey[], document: object): DocumentFault[] {
  const origin = expressionAt(
    document,
    path.filter((key) => typeof key !== "symbol"),
  );
  return faults.map((fault) => (origin ? { ...fault, message: `${fault.message}; it follows from “${origin.text}”` } : fault));
}

/**
 * A raw document in the current version, its parts unchecked. @throws ScenarioError for anything that is not a scenario, or is a newer
 * one
 */
export function migrateDocument(raw: unknown): Record<string, unknown> {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw))
    throw new ScenarioError([{ path: "", message: "not a scenario: the file must contain one JSON object" }]);
  const document: Record<string, unknown> = { ...raw };
  const version = document["schemaVersion"];
  if (version === undefined)
    throw new ScenarioError([
      {
        path: "schemaVersion",
        message: "missing: this is not a Jaywalk scenario. To use annotations from another tool, choose Import annotations",
      },
    ]);
  if (typeof version === "number" && version > SCHEMA_VERSION)
    throw new ScenarioError([
      {
        path: "schemaVersion",
        message: `version ${version} is newer than this Jaywalk (${SCHEMA_VERSION}); open it with a newer Jaywalk`,
      },
    ]);
  if (typeof version !== "number" || !Number.isInteger(version) || version < 0)
    throw new ScenarioError([
      {
        path: "schemaVersion",
        message: `must be a whole number from 0 to ${SCHEMA_VERSION}, not ${shown(version)}; choose a scenario saved by Jaywalk`,
      },
    ]);
  // A JavaScript record cannot have this key: the schema would silently leave the asset out.
  const { assets } = document;
  if (typeof assets === "object" && assets !== null && Object.hasOwn(assets, "__proto__"))
    throw new ScenarioError([
      { path: "assets.__proto__", message: "an asset cannot have this id; use another, here and wherever it is referenced" },
    ]);
  return migrate(document);
}

/** A fault of the schema in our own words: one for each unknown key. */
export function describeIssue(issue: z.core.$ZodIssue): DocumentFault[] {
  const path = formatPath(issue.path);
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({
      path: formatPath([...issue.path, key]),
      message: "unknown key; remove it or check its spelling",
    }));
  return [{ path, message: issue.message }];
}

/** `actors[2].size.width`, as in code. */
export function formatPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) => (typeof key === "number" ? `${text}[${key}]` : text === "" ? String(key) : `${text}.${String(key)}`),
    "",
  );
}

/** The scenario as a file. Validation puts the keys in the schema's order, so equal scenarios give equal bytes. */
export function serializeScenario(scenario: WholeScenario): string {
  return jsonText(validateScenario(scenario));
}
