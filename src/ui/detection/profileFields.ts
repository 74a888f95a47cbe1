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

/** How numbers of each kind are shown and stepped. */
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
  names: [`${label}, least`, `${label}, most`],
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
    title: "Finding objects",
    fields: [
      one("Rate at best", "detection.rate", "share"),
      rampEnds("Size, worst to best", "detection.size_px", "px"),
      one("Factor when smallest", "detection.size_px.floor", "share"),
      rampEnds("Visibility, worst to best", "detection.visibility", "share"),
      one("Factor when hidden", "detection.visibility.floor", "share"),
      rampEnds("Contrast, worst to best", "detection.contrast", "share"),
      one("Factor without contrast", "detection.contrast.floor", "share"),
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
      one("At worst", "confidence.worst", "share"),
      one("At best", "confidence.best", "share"),
      one("Standard deviation", "confidence.spread", "share"),
      range("Limits", "confidence.range", "share"),
    ],
  },
  {
    title: "Boxes",
    fields: [
      one("Error of place", "box.position", "share"),
      one("Error of size", "box.size", "share"),
      one("Worst view", "box.worst_factor", "factor"),
    ],
  },
  {
    title: "False positives",
    fields: [
      one("New in a frame", "false_positives.per_frame", "count"),
      one("Without contrast", "false_positives.worst_factor", "factor"),
      range("Last", "false_positives.frames", "frames"),
      range("Confidence", "false_positives.confidence", "share"),
      range("Size", "false_positives.size_px", "px"),
    ],
  },
  {
    title: "Classes and tracks",
    fields: [
      one("Wrong class", "classes.confusion", "share"),
      one("New id, each frame", "tracking.id_switch", "share"),
      one("Track lost, each frame", "tracking.loss", "share"),
      range("Lost for", "tracking.loss_frames", "frames"),
    ],
  },
  {
    title: "Time and messages",
    fields: [
      one("Looks every", "timing.update_interval_frames", "frames"),
      one("Latency", "timing.latency_ms", "ms"),
      one("Spread of latency", "timing.latency_spread_ms", "ms"),
      one("Error of the clock", "timing.timestamp_error_ms", "ms"),
      one("Messages lost", "messages.drop", "share"),
      one("Messages twice", "messages.repeat", "share"),
    ],
  },
];

export const SPECIFICATION_FIELDS: readonly FieldGroup[] = [
  {
    title: "Figures of the specification",
    fields: [
      one("Detection rate", "detection_rate", "share"),
      one("Timing error, ±", "timing_error_ms", "ms"),
      one("Confidence error, ±", "confidence_error", "share"),
      range("Confidence", "confidence_range", "share"),
      one("False positives", "false_positive_share", "share"),
      range("Their confidence", "false_positive_confidence", "share"),
    ],
  },
];

export const UNCONDITIONED_FIELDS: readonly FieldGroup[] = [
  {
    title: "Figures of the specification",
    fields: [
      one("Events", "events", "frames"),
      one("Weight of TP", "weights.TP", "count"),
      one("Weight of FP", "weights.FP", "count"),
      one("Weight of FN", "weights.FN", "count"),
      range("Confidence of TP", "confidence.TP", "share"),
      range("Confidence of FP", "confidence.FP", "share"),
      range("Confidence of FN", "confidence.FN", "share"),
    ],
  },
];

/** The number at a path such as `detection.size_px.from`; undefined where there is none. */
export function numberAt(profile: object, path: string): number | undefined {
  const found = path.split(".").reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), profile);
  return typeof found === "number" ? found : undefined;
}

/** A copy with another number at the path. */
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
