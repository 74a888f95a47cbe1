import type { DatasetRecords } from "./records";

export type Value = string | number | boolean;
type Column = { name: string; kind: "string" | "number" | "boolean"; sql: string };

/** A table of the dataset: its name, its columns in the order of the records' keys, and its records. */
export type Table = {
  name: "users" | "projects" | "test_sessions" | "detection_events";
  columns: readonly Column[];
  records: (records: DatasetRecords) => Iterable<Readonly<Record<string, Value>>>;
};

const text = (name: string, sql = "VARCHAR(255) NOT NULL"): Column => ({ name, kind: "string", sql });
const number = (name: string, sql: string): Column => ({ name, kind: "number", sql });
const id = text("id", "CHAR(36) NOT NULL PRIMARY KEY");
const reference = (name: string, table: string) => text(name, `CHAR(36) NOT NULL REFERENCES ${table} (id)`);
const created = text("created_at", "VARCHAR(30) NOT NULL");

/** In an order in which they can be loaded: no record refers to a later table. */
export const TABLES: readonly Table[] = [
  {
    name: "users",
    columns: [
      id,
      text("email", "VARCHAR(255) NOT NULL UNIQUE"),
      text("full_name"),
      text("password"),
      { name: "is_active", kind: "boolean", sql: "BOOLEAN NOT NULL" },
      created,
    ],
    records: (records) => records.users(),
  },
  {
    name: "projects",
    columns: [
      id,
      text("name"),
      text("description", "TEXT NOT NULL"),
      text("camera_model"),
      text("camera_view"),
      text("lens_type"),
      text("resolution"),
      number("frame_rate", "INTEGER NOT NULL"),
      text("signal_type"),
      text("status"),
      reference("owner_id", "users"),
      created,
    ],
    records: (records) => records.projects(),
  },
  {
    name: "test_sessions",
    columns: [id, text("name"), reference("project_id", "projects"), text("status"), number("tolerance_ms", "INTEGER NOT NULL"), created],
    records: (records) => records.sessions(),
  },
  {
    name: "detection_events",
    columns: [
      id,
      reference("test_session_id", "test_sessions"),
      // The specification's `timestamp` is a number of seconds in the video, not a date.
      number("timestamp", "DOUBLE PRECISION NOT NULL"),
      number("confidence", "DOUBLE PRECISION NOT NULL"),
      text("class_label"),
      text("validation_result"),
      created,
    ],
    records: (records) => eventsAsRecords(records),
  },
];

function* eventsAsRecords(records: DatasetRecords): Generator<Record<string, Value>> {
  for (const { id, test_session_id, timestamp, confidence, class_label, validation_result, created_at } of records.events())
    yield { id, test_session_id, timestamp, confidence, class_label, validation_result, created_at };
}
