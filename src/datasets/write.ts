import type { DatasetFormat, ResolvedOptions } from "./options";
import { DatasetRecords } from "./records";
import { TABLES, type Table, type Value } from "./tables";

const CHUNK_CHARACTERS = 65_536;
const ROWS_PER_INSERT = 200;

/** Rows of the tables in one format, in pieces of about 64 000 characters; each call generates them again. */
export function tableFiles(options: ResolvedOptions, format: DatasetFormat): { path: string; chunks: () => Generator<string> }[] {
  const records = new DatasetRecords(options);
  switch (format) {
    case "json":
      return TABLES.map((table) => ({ path: `${table.name}.json`, chunks: () => inChunks(json(table, records)) }));
    case "csv":
      return TABLES.map((table) => ({ path: `${table.name}.csv`, chunks: () => inChunks(csv(table, records)) }));
    case "sql":
      return [{ path: "dataset.sql", chunks: () => inChunks(sql(records)) }];
  }
}

function* inChunks(pieces: Iterable<string>): Generator<string> {
  let chunk = "";
  for (const piece of pieces) {
    chunk += piece;
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = "";
  }
  if (chunk) yield chunk;
}

/** A list with one record per line. */
function* json(table: Table, records: DatasetRecords): Generator<string> {
  let before = "[\n  ";
  for (const record of table.records(records)) {
    yield before + JSON.stringify(record);
    before = ",\n  ";
  }
  yield before === "[\n  " ? "[]\n" : "\n]\n";
}

/** RFC 4180, with a header line. */
function* csv({ columns, records: recordsOf }: Table, records: DatasetRecords): Generator<string> {
  yield `${columns.map(({ name }) => name).join(",")}\r\n`;
  for (const record of recordsOf(records)) yield `${columns.map(({ name }) => csvCell(record[name] ?? "")).join(",")}\r\n`;
}

function csvCell(value: Value): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Tables and rows in one transaction, in the SQL that SQLite, PostgreSQL and MySQL share. */
function* sql(records: DatasetRecords): Generator<string> {
  yield "BEGIN;\n";
  for (const { name, columns } of TABLES) {
    const lines = columns.map(({ name: column, sql: definition }) => `  ${column} ${definition}`);
    yield `CREATE TABLE ${name} (\n${lines.join(",\n")}\n);\n`;
  }
  for (const { name, columns, records: recordsOf } of TABLES) {
    const head = `INSERT INTO ${name} (${columns.map(({ name: column }) => column).join(", ")}) VALUES\n`;
    let row = 0;
    for (const record of recordsOf(records)) {
      const start = row % ROWS_PER_INSERT === 0 ? `${row === 0 ? "" : ";\n"}${head}` : ",\n";
      yield `${start}(${columns.map(({ name: column }) => sqlValue(record[column] ?? "")).join(", ")})`;
      row++;
    }
    if (row > 0) yield ";\n";
  }
  yield "COMMIT;\n";
}

function sqlValue(value: Value): string {
  if (typeof value === "string") return `'${value.replaceAll("'", "''")}'`;
  return typeof value === "boolean" ? (value ? "TRUE" : "FALSE") : String(value);
}
