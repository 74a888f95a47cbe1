/** Fields of one part of a profile: each line has one number, or two that belong together. */
export type FieldGroup = {
  readonly title: string;
  readonly fields: readonly {
    readonly label: string;
    readonly paths: readonly string[];
    readonly names: readonly string[];
    readonly kind: FieldKind;
  }[];
};

type FieldKind = "share" | "px" | "frames" | "ms" | "factor" | "count";

/** How numbers of each kind are displayed and stepped. */
export const KINDS: Record<FieldKind, { unit: string; scale: number; step: number; digits: number }> = {
  share: { unit: "%", scale: 100, step: 1, digits: 2 },
  px: { unit: "px", scale: 1, step: 1, digits: 1 },
  frames: { unit: "frames", scale: 1, step: 1, digits: 0 },
  ms: { unit: "ms", scale: 1, step: 5, digits: 1 },
  factor: { unit: "×", scale: 1, step: 0.1, digits: 2 },
  count: { unit: "", scale: 1, step: 0.01, digits: 3 },
};

const one = (label: string, path: string, kind: FieldKind) => ({ label, paths: [path], names: [label], kind });
const range = (label: string, path: string, kind: FieldKind) => ({
  label,
  paths: [`${path}.0`, `${path}.1`],
  names: [`${label}, minimum`, `${label}, maximum`],
  kind,
});
const rampEnds = (label: string, path: string, kind: FieldKind) => ({
  label,
  paths: [`${path}.from`, `${path}.to`],
  names: [`${label} from`, `${label} to`],
  kind,
});

/** Fields of the sensor model in the order of what happens to a report. */
export const SENSOR_FIELDS: readonly FieldGroup[] = [
  {
    title: "Detection rate",
    fields: [
      one("Best rate", "detection.rate", "share"),
      rampEnds("Size, worst to best", "detection.size_px", "px"),
      one("Factor at the smallest size", "detection.size_px.floor", "share"),
      rampEnds("Visibility, worst to best", "detection.visibility", "share"),
      one("Factor at the lowest visibility", "detection.visibility.floor", "share"),
      rampEnds("Contrast, worst to best", "detection.contrast", "share"),
      one("Factor at the lowest contrast", "detection.contrast.floor", "share"),
    ],
  },
  {
    title: "Weather at full strength",
    fields: [
      one("Cloudy", "detection.weather.cloudy", "share"),
      one("Rain", "detection.weather.rainy", "share"),
      one("Night", "detection.weather.night", "share"),
      one("Fog", "detection.weather.fog", "share"),
      one("Snow", "detection.weather.snow", "share"),
      one("Low sun", "detection.weather.low_sun", "share"),
      one("Dusk", "detection.weather.dusk", "share"),
    ],
  },
  {
    title: "Confidence",
    fields: [
      one("At the lowest score", "confidence.worst", "share"),
      one("At the highest score", "confidence.best", "share"),
      one("Standard deviation", "confidence.spread", "share"),
      range("Limits", "confidence.range", "share"),
    ],
  },
  {
    title: "Boxes",
    fields: [
      one("Position error", "box.position", "share"),
      one("Size error", "box.size", "share"),
      one("Factor in the worst conditions", "box.worst_factor", "factor"),
    ],
  },
  {
    title: "False positives",
    fields: [
      one("New ones per frame", "false_positives.per_frame", "count"),
      one("At the lowest contrast", "false_positives.worst_factor", "factor"),
      range("Last", "false_positives.frames", "frames"),
      range("Confidence", "false_positives.confidence", "share"),
      range("Size", "false_positives.size_px", "px"),
    ],
  },
  {
    title: "Classes and tracks",
    fields: [
      one("Wrong class", "classes.confusion", "share"),
      one("New ID, per frame", "tracking.id_switch", "share"),
      one("Track lost, per frame", "tracking.loss", "share"),
      range("Lost for", "tracking.loss_frames", "frames"),
    ],
  },
  {
    title: "Timing and messages",
    fields: [
      one("Processes every", "timing.update_interval_frames", "frames"),
      one("Latency", "timing.latency_ms", "ms"),
      one("Latency spread", "timing.latency_spread_ms", "ms"),
      one("Clock error", "timing.timestamp_error_ms", "ms"),
      one("Messages lost", "messages.drop", "share"),
      one("Duplicate messages", "messages.repeat", "share"),
    ],
  },
];

export const SPECIFICATION_FIELDS: readonly FieldGroup[] = [
  {
    title: "Specification values",
    fields: [
      one("Detection rate", "detection_rate", "share"),
      one("Timing error, ±", "timing_error_ms", "ms"),
      one("Confidence error, ±", "confidence_error", "share"),
      range("Confidence", "confidence_range", "share"),
      one("False positives", "false_positive_share", "share"),
      range("False positive confidence", "false_positive_confidence", "share"),
    ],
  },
];

export const UNCONDITIONED_FIELDS: readonly FieldGroup[] = [
  {
    title: "Specification values",
    fields: [
      one("Events", "events", "frames"),
      one("TP weight", "weights.TP", "count"),
      one("FP weight", "weights.FP", "count"),
      one("FN weight", "weights.FN", "count"),
      range("TP confidence", "confidence.TP", "share"),
      range("FP confidence", "confidence.FP", "share"),
      range("FN confidence", "confidence.FN", "share"),
    ],
  },
];

/** The number at a path such as `detection.size_px.from`; undefined where there is none. */
export function numberAt(profile: object, path: string): number | undefined {
  const found = path.split(".").reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), profile);
  return typeof found === "number" ? found : undefined;
}

/** A copy with a different number at the path. */
export function withNumber(profile: object, path: string, number: number): unknown {
  const copy: unknown = structuredClone(profile);
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  const holder = keys.reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), copy);
  if (isRecord(holder)) holder[last] = number;
  return copy;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
