import { SPEC_UNCONDITIONED } from "@/detection";
import type { DatasetFile } from "./generate";
import { listedObjects } from "./lines";
import { FRAME_RATES, PROJECT_STATUSES, SESSION_SECONDS, SESSION_STATUSES, TOLERANCES_MS } from "./pools";
import { TABLES, type Table } from "./tables";

/** A fault in a dataset's files: where it is and what is wrong. */
export type IntegrityFault = { path: string; line: number; message: string };

type Row = Record<string, unknown>;
type Known = Record<Table["name"], Map<string, number>>;
const MOST_FAULTS = 100;

/**
 * Checks a dataset's JSON files against each other: fields and their values, unique ids and e-mail addresses, every reference, dates in
 * the right order, and the numbers in `metadata.json`. Returns at most 100 faults; none means that everything is consistent. Files are
 * read once, in pieces; ids stay in memory.
 */
export function checkIntegrity(files: readonly DatasetFile[]): IntegrityFault[] {
  const faults: IntegrityFault[] = [];
  const known: Known = { users: new Map(), projects: new Map(), test_sessions: new Map(), detection_events: new Map() };
  const emails = new Set<string>();
  for (const table of TABLES) {
    const path = `${table.name}.json`;
    const file = files.find((one) => one.path === path);
    if (!file) {
      faults.push({ path, line: 1, message: "is missing" });
      continue;
    }
    let lastSession = "";
    let lastTime = 0;
    for (const { line, text } of listedObjects(file.chunks())) {
      if (faults.length >= MOST_FAULTS) return faults;
      const row = parsed(text);
      const refuse = (message: string) => void faults.push({ path, line, message });
      if (!row) {
        refuse("is not a JSON object");
        continue;
      }
      checkFields(table, row, refuse);
      checkReferences(table.name, row, known, refuse);
      const id = String(row["id"]);
      if (known[table.name].has(id)) refuse(`id ${id} is used twice`);
      known[table.name].set(id, createdAt(row));
      if (table.name === "users") {
        const email = String(row["email"]);
        if (emails.has(email)) refuse(`email ${email} is used twice`);
        emails.add(email);
      }
      if (table.name === "detection_events") {
        const session = String(row["test_session_id"]);
        const time = Number(row["timestamp"]);
        if (session === lastSession && time < lastTime) refuse("is earlier than the previous event");
        lastSession = session;
        lastTime = time;
      }
    }
  }
  checkMetadata(files, known, faults);
  return faults;
}

function checkFields({ name, columns }: Table, row: Row, refuse: (message: string) => void): void {
  for (const { name: column, kind } of columns) {
    const value = row[column];
    if (value === undefined) refuse(`${column} is missing`);
    else if (typeof value !== kind) refuse(`${column} must be a ${kind}`);
  }
  for (const [column, allowed] of Object.entries(ALLOWED[name])) {
    const value = row[column];
    if (value !== undefined && !allowed(value)) refuse(`${column} has the value ${JSON.stringify(value)}, which is out of range`);
  }
  if (Number.isNaN(createdAt(row))) refuse("created_at is not a date");
}

const oneOf = (values: readonly unknown[]) => (value: unknown) => values.includes(value);
const between = (low: number, high: number) => (value: unknown) => typeof value === "number" && value >= low && value <= high;

const ALLOWED: Record<Table["name"], Record<string, (value: unknown) => boolean>> = {
  users: {},
  projects: { status: oneOf(PROJECT_STATUSES), frame_rate: oneOf(FRAME_RATES) },
  test_sessions: { status: oneOf(SESSION_STATUSES), tolerance_ms: oneOf(TOLERANCES_MS) },
  detection_events: {
    timestamp: between(0, SESSION_SECONDS),
    confidence: between(0, 1),
    class_label: oneOf(SPEC_UNCONDITIONED.classes),
    validation_result: oneOf(["TP", "FP", "FN"]),
  },
};

const REFERENCES: Record<Table["name"], { column: string; table: Table["name"] } | null> = {
  users: null,
  projects: { column: "owner_id", table: "users" },
  test_sessions: { column: "project_id", table: "projects" },
  detection_events: { column: "test_session_id", table: "test_sessions" },
};

function checkReferences(name: Table["name"], row: Row, known: Known, refuse: (message: string) => void): void {
  const reference = REFERENCES[name];
  if (!reference) return;
  const { column, table } = reference;
  const created = known[table].get(String(row[column]));
  if (created === undefined) refuse(`${column} ${String(row[column])} is not in ${table}.json`);
  else if (createdAt(row) < created) refuse(`created_at is earlier than that of its parent record in ${table}.json`);
}

function checkMetadata(files: readonly DatasetFile[], known: Known, faults: IntegrityFault[]): void {
  const counted: Record<string, number> = {
    num_users: known.users.size,
    num_projects: known.projects.size,
    num_sessions: known.test_sessions.size,
    num_events: known.detection_events.size,
  };
  for (const path of ["metadata.json", "fixture_metadata.json"]) {
    const file = files.find((one) => one.path === path);
    const content = file ? parsed([...file.chunks()].join("")) : null;
    const statistics = path === "metadata.json" ? content : content?.["statistics"];
    if (!isRow(statistics)) {
      faults.push({ path, line: 1, message: file ? "contains no record counts" : "is missing" });
      continue;
    }
    for (const [key, count] of Object.entries(counted))
      if (statistics[key] !== count)
        faults.push({ path, line: 1, message: `${key} is ${String(statistics[key])}, but the files hold ${count}` });
  }
}

function parsed(text: string): Row | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRow(value) ? value : null;
  } catch {
    return null;
  }
}

function isRow(value: unknown): value is Row {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function createdAt(row: Row): number {
  const value = row["created_at"];
  return typeof value === "string" ? Date.parse(value) : NaN;
}
