import type { Fault } from "@/detection";

const number = (value: number | string | undefined, digits: number) => (typeof value === "number" ? value.toFixed(digits) : "");
const label = (value: number | string | undefined) => String(value ?? "").replaceAll("_", " ");

/** An injected fault in words. */
export function faultText({ kind, detail }: Fault): string {
  switch (kind) {
    case "miss":
      return "not reported";
    case "false_positive":
      return `false ${label(detail["class_label"])}`;
    case "class_confusion":
      return `reported as ${label(detail["to"])}`;
    case "id_switch":
      return `new id ${label(detail["to"])}`;
    case "fragmentation":
      return "track interrupted";
    case "dropped_message":
      return "message lost";
    case "repeated_message":
      return "message sent twice";
    case "deviation":
      return [
        ...("iou" in detail ? [`overlap ${number(detail["iou"], 2)}`] : []),
        ...("confidence_error" in detail ? [`confidence ${signed(detail["confidence_error"], 2)}`] : []),
        `time ${signed(detail["time_error_ms"], 0)} ms`,
      ].join(", ");
  }
}

const signed = (value: number | string | undefined, digits: number): string =>
  typeof value === "number" && value > 0 ? `+${number(value, digits)}` : number(value, digits).replace("-", "−");

const CAUSES: Record<string, string> = {
  sensor: "chance",
  size: "too small",
  visibility: "not visible enough",
  contrast: "too little contrast",
  weather: "weather",
  update_interval: "frame skipped",
  track_lost: "track lost",
  clutter: "clutter",
  random: "chance",
  noise: "noise",
  network: "network",
  tracker: "tracker",
  classifier: "classifier",
  dropped_message: "message lost",
  class_confusion: "wrong class",
  box: "box too far off",
};

/** The cause of a fault in words. */
export const causeText = (cause: string): string => CAUSES[cause] ?? cause.replaceAll("_", " ");

/** Kinds of faults, as a list of counts names them. */
export const FAULT_LABELS: Record<Fault["kind"], string> = {
  miss: "Not reported",
  false_positive: "False positives",
  class_confusion: "Wrong class",
  id_switch: "ID switches",
  fragmentation: "Track interruptions",
  dropped_message: "Messages lost",
  repeated_message: "Duplicate messages",
  deviation: "Inexact box, time or confidence",
};
