import { z } from "zod";
import { describeFault } from "@/core/document/faultText";
import { jsonFault } from "@/core/document/jsonPlaces";

// Zod's generated fast path needs `eval`, which our Content-Security-Policy forbids.
z.config({ jitless: true });

const share = z.number().min(0).max(1);
const label = z.string().min(1).max(100);
const milliseconds = z.number().min(0).max(60_000);

function interval(value: z.ZodNumber) {
  return z.tuple([value, value]).refine(([low, high]) => low <= high, "the first number must not exceed the second");
}

const head = { name: label, description: z.string().max(2000) };
const classes = z.array(label).min(1).max(100);

/** The specification's detections made from ground truth: `generate_detection_events` with `ground_truth_events`. */
const specificationSchema = z.strictObject({
  ...head,
  model: z.literal("specification"),
  /** Probability that an annotation is reported. */
  detection_rate: share,
  /** Reported times differ by up to this, in either direction. */
  timing_error_ms: milliseconds,
  /** Reported confidence differs by up to this, in either direction. */
  confidence_error: share,
  confidence_range: interval(share),
  /** False positives are this share of the annotations, rounded down, spread over the whole video. */
  false_positive_share: z.number().min(0).max(10),
  false_positive_confidence: interval(share),
  false_positive_classes: classes,
});

/** The specification's detections without ground truth: random events. */
const unconditionedSchema = z.strictObject({
  ...head,
  model: z.literal("unconditioned"),
  events: z.int().min(0).max(10_000_000),
  weights: z
    .strictObject({ TP: z.number().min(0), FP: z.number().min(0), FN: z.number().min(0) })
    .refine(({ TP, FP, FN }) => TP + FP + FN > 0, "at least one weight must be greater than 0"),
  confidence: z.strictObject({ TP: interval(share), FP: interval(share), FN: interval(share) }),
  classes,
});

/** A factor that rises linearly from `floor` (at `from` and below) to 1 (at `to` and above). */
const rampSchema = z
  .strictObject({ from: z.number().min(0), to: z.number().min(0), floor: share })
  .refine(({ from, to }) => from <= to, { path: ["to"], message: "must not be below `from`" });

/** A camera and detector whose faults follow from what is visible. Works on boxes and tracks. */
const sensorSchema = z.strictObject({
  ...head,
  model: z.literal("sensor"),
  detection: z.strictObject({
    /** Probability of reporting an object in a frame under the best circumstances. */
    rate: share,
    /** By the root of the box's area, in pixels. */
    size_px: rampSchema,
    visibility: rampSchema,
    /** By the picture's contrast, 1 in sunshine (see `weatherContrast`). */
    contrast: rampSchema,
    /** Further factor of each weather at full intensity. */
    weather: z.strictObject({
      sunny: share,
      cloudy: share,
      rainy: share,
      night: share,
      fog: share,
      // Optional, since older profiles do not have them.
      snow: share.default(1),
      low_sun: share.default(1),
      dusk: share.default(1),
    }),
  }),
  confidence: z.strictObject({
    /** In the worst and the best circumstances. */
    worst: share,
    best: share,
    /** Standard deviation around that. */
    spread: z.number().min(0).max(0.5),
    range: interval(share),
  }),
  box: z.strictObject({
    /** Standard deviations as shares of the box's width and height; no error exceeds three of them. */
    position: z.number().min(0).max(1),
    size: z.number().min(0).max(0.3),
    /** They grow by up to this factor in the worst circumstances. */
    worst_factor: z.number().min(1).max(20),
  }),
  false_positives: z.strictObject({
    /** Expected number of new ones in a frame. */
    per_frame: z.number().min(0).max(10),
    /** They grow by up to this factor as contrast falls to 0. */
    worst_factor: z.number().min(1).max(20),
    /** How many frames one lasts. */
    frames: interval(z.int().min(1).max(1000)),
    confidence: interval(share),
    size_px: interval(z.number().min(2).max(4000)),
    classes,
  }),
  classes: z.strictObject({
    /** Probability that an object is reported as another class. */
    confusion: share,
    labels: classes,
  }),
  tracking: z.strictObject({
    /** Probability in each frame that the tracker gives an object a new id. */
    id_switch: share,
    /** Probability in each frame that it loses the object, and for how many frames. */
    loss: share,
    loss_frames: interval(z.int().min(1).max(10_000)),
  }),
  timing: z.strictObject({
    /** The detector processes only every n-th frame. */
    update_interval_frames: z.int().min(1).max(1000),
    /** The time from capture to report, and its standard deviation. */
    latency_ms: milliseconds,
    latency_spread_ms: milliseconds,
    /** Errors of the device's clock, up to this, in either direction. */
    timestamp_error_ms: milliseconds,
    /** Whether an event has the time of its picture or of its report. */
    stamped_at: z.enum(["capture", "report"]),
  }),
  messages: z.strictObject({
    /** Probability that a message is lost, and that it arrives twice. */
    drop: share,
    repeat: share,
  }),
});

const profileSchema = z.discriminatedUnion("model", [specificationSchema, unconditionedSchema, sensorSchema]);

export type DetectionProfile = z.infer<typeof profileSchema>;
export type SpecificationProfile = z.infer<typeof specificationSchema>;
export type UnconditionedProfile = z.infer<typeof unconditionedSchema>;
export type SensorProfile = z.infer<typeof sensorSchema>;
export type Ramp = z.infer<typeof rampSchema>;

/** Thrown for an unusable profile; every fault is a sentence with its place. */
export class ProfileError extends Error {
  override readonly name = "ProfileError";
  constructor(readonly faults: readonly string[]) {
    super(faults.slice(0, 3).join("; ") + (faults.length > 3 ? `; and ${faults.length - 3} more` : ""));
  }
}

/** Checks a profile from anywhere. @throws ProfileError */
export function validateProfile(raw: unknown): DetectionProfile {
  const result = profileSchema.safeParse(raw, { error: describeFault });
  if (result.success) return result.data;
  throw new ProfileError(
    result.error.issues.map((issue) => {
      const path = issue.path.join(".");
      if (issue.code === "unrecognized_keys")
        return `${[...issue.path, issue.keys.join(", ")].join(".")}: unknown key; remove it or check its spelling`;
      if (path === "model") return 'model: must be "specification", "unconditioned" or "sensor"';
      return path ? `${path}: ${issue.message}` : `a profile ${issue.message}`;
    }),
  );
}

/** Reads a profile file. @throws ProfileError */
export function parseProfile(text: string): DetectionProfile {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    const fault = jsonFault(text);
    throw new ProfileError([`line ${fault?.line ?? 1}: not JSON: ${fault?.message ?? "fix the file"}`]);
  }
  return validateProfile(raw);
}
