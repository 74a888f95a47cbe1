import type { DetectionEvent, Fault, SimulationItem } from "./events";

/** A complete simulated stream: events in order of time, faults in order of frame. */
export type SimulatedStream = { events: DetectionEvent[]; faults: Fault[] };

/** Collects the simulation's output. */
export function gatherStream(items: Iterable<SimulationItem>): SimulatedStream {
  const stream: SimulatedStream = { events: [], faults: [] };
  for (const item of items)
    if (item.kind === "event") stream.events.push(item.event);
    else stream.faults.push(item.fault);
  return stream;
}

/** The stream as one JSON document, events before faults, in pieces of one record each; the same in Node and in a browser. */
export function* streamJson(profile: string, seed: number, { events, faults }: SimulatedStream): Generator<string> {
  yield `{\n "profile": ${JSON.stringify(profile)},\n "seed": ${seed},\n "detection_events": `;
  yield* list(events);
  yield `,\n "faults": `;
  yield* list(faults);
  yield "\n}\n";
}

/** The events as NDJSON, one per line; faults are left out, as a detector would not know them. */
export function* streamNdjson({ events }: Pick<SimulatedStream, "events">): Generator<string> {
  for (const event of events) yield `${JSON.stringify(event)}\n`;
}

const CSV_COLUMNS = [
  "id",
  "test_session_id",
  "timestamp",
  "frame",
  "class_label",
  "confidence",
  "x",
  "y",
  "width",
  "height",
  "track_id",
  "validation_result",
  "created_at",
];

/** The events as a table (RFC 4180) with a header; a cell is empty if an event has no such value. */
export function* streamCsv({ events }: Pick<SimulatedStream, "events">): Generator<string> {
  yield `${CSV_COLUMNS.join()}\r\n`;
  for (const event of events) {
    const box = event.bounding_box;
    const cells = [
      ...[event.id, event.test_session_id, event.timestamp, event.frame, event.class_label, event.confidence],
      ...[box?.x, box?.y, box?.width, box?.height],
      ...[event.track_id, event.validation_result, event.created_at],
    ];
    yield `${cells.map(cell).join()}\r\n`;
  }
}

function cell(value: string | number | undefined): string {
  const text = String(value ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function* list(records: readonly object[]): Generator<string> {
  let before = "[\n  ";
  for (const record of records) {
    yield before + JSON.stringify(record);
    before = ",\n  ";
  }
  yield records.length === 0 ? "[]" : "\n ]";
}
