import { z } from "zod";
import { CONDITIONS, LIGHT_CONDITIONS, LIMITS, PICTURE_STYLES, frameRateSchema } from "@/core/document";
import { ENGINES, QUALITIES } from "@/export/types";
import { isFileName } from "@/core/names";
import { ANNOTATION_FORMATS } from "@/formats";

/** Sizes of the specification's datasets. */
export const DATASET_NAMES = ["small", "medium", "large"] as const;
export type DatasetName = (typeof DATASET_NAMES)[number];

/** Longest name of a video, with its variation: it is used as a file name. */
export const MAX_NAME_LENGTH = 100;

/** A video's name, which is used as a file name. */
export const nameSchema = z
  .string()
  .max(MAX_NAME_LENGTH)
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{M}\p{N}_. -]*$/u,
    "is used as a file name: use letters, digits, spaces, _ . and -, and start with a letter or digit",
  )
  .refine(
    isFileName,
    "is not a valid file name on every system: it is too long, reserved by Windows, ends with a dot, or has combining accents",
  );
const seed = z.int().min(0).max(0xffff_ffff);
const even = (limits: { min: number; max: number }) => z.int().min(limits.min).max(limits.max).multipleOf(2, "must be even");
/** As an object, or as `--size` takes it. */
const sizeSchema = z.preprocess(
  (size) => {
    const [, width, height] = typeof size === "string" ? (/^(\d+)[x×](\d+)$/.exec(size) ?? []) : [];
    return width === undefined ? size : { width: Number(width), height: Number(height) };
  },
  z.strictObject(
    { width: even(LIMITS.width), height: even(LIMITS.height) },
    { error: ({ code }) => (code === "invalid_type" ? 'must be {"width": 640, "height": 360} or "640x360"' : undefined) },
  ),
);
const list = <Item extends z.ZodType>(item: Item) => z.array(item).min(1).max(1000);

const sweepSchema = z.discriminatedUnion("parameter", [
  z.strictObject({
    parameter: z.literal("speed"),
    /** Factors on the actors' speed. */
    values: list(z.number().min(0.05).max(20)),
    /** Ids or types; left out, all. */
    actors: list(z.string()).optional(),
  }),
  z.strictObject({
    parameter: z.literal("gap"),
    /** Seconds by which the actors come later than drawn; negative ones, earlier. */
    values: list(z.number().min(-3600).max(3600)),
    /** Ids or types; left out, all vehicles. */
    actors: list(z.string()).optional(),
  }),
  z.strictObject({
    parameter: z.literal("occluder_distance"),
    /** Pixels from an occluder's foot to the nearest point of an actor's path. */
    values: list(z.number().min(0).max(10_000)),
    /** Ids or kinds; left out, all. */
    occluders: list(z.string()).optional(),
    /** The actor (id or type) whose path is meant; left out, the first pedestrian. */
    actor: z.string().optional(),
  }),
  z.strictObject({ parameter: z.literal("seed"), values: list(seed) }),
  z.strictObject({
    parameter: z.literal("declared"),
    /** Of a parameter that the scenario declares. */
    name: z.string().min(1),
    /** In its unit; left out, its range in its steps, or what is given of them here. */
    values: list(z.number()).optional(),
    from: z.number().optional(),
    to: z.number().optional(),
    step: z.number().positive().optional(),
  }),
]);
export type Sweep = z.infer<typeof sweepSchema>;

/** Which combinations of the sweeps' values are made. */
const combinationSchema = z.union(
  [z.enum(["grid", "pairwise"]), z.strictObject({ random: z.int().min(1).max(10_000), seed: seed.default(1) })],
  { error: 'must be "grid", "pairwise", or {"random": 20, "seed": 1}' },
);
export type Combination = z.infer<typeof combinationSchema>;

const matrixSchema = z.strictObject({
  conditions: list(z.enum(CONDITIONS)).optional(),
  severities: list(z.int().min(1).max(5)).optional(),
});
export type WeatherMatrix = z.infer<typeof matrixSchema>;

const videoSchema = z
  .strictObject({
    name: nameSchema,
    description: z.string().max(10_000).optional(),
    /** Id of a preset. */
    preset: z.string().optional(),
    /** A scenario's document, or the path of its file, from the folder of the suite's own file. */
    scenario: z.union([z.string().min(1), z.record(z.string(), z.unknown())]).optional(),
    size: sizeSchema.optional(),
    fps: frameRateSchema.optional(),
    durationSeconds: z.number().min(0.01).max(14_400).optional(),
    style: z.enum(PICTURE_STYLES).optional(),
    seed: seed.optional(),
    /** False: no jitter, no flicker, no variation of what generators draw. */
    noise: z.boolean().optional(),
    /** One weather for the whole video, or a light under a clear sky; left out, the scenario's own. */
    weather: z.strictObject({ condition: z.enum(CONDITIONS), intensity: z.number().min(0).max(1) }).optional(),
    /** One light for the whole video, under whatever weather; left out, the scenario's own. */
    light: z.strictObject({ condition: z.enum(LIGHT_CONDITIONS), intensity: z.number().min(0).max(1) }).optional(),
    /** The same video in every condition and severity; `true` for all 40. */
    weatherMatrix: z.union([z.boolean(), matrixSchema]).optional(),
    /** Values of parameters that the scenario declares: numbers in their units, or texts such as `50 km/h`. */
    parameters: z.record(z.string(), z.union([z.number(), z.string()])).optional(),
    sweeps: z.array(sweepSchema).max(8).optional(),
    /** Left out, every combination of the sweeps' values: a grid. */
    combine: combinationSchema.optional(),
  })
  .superRefine((video, context) => {
    if ((video.preset === undefined) === (video.scenario === undefined))
      context.addIssue({ code: "custom", path: [], message: "give either `preset` or `scenario`" });
    if (video.weather && (video.weatherMatrix ?? false) !== false)
      context.addIssue({ code: "custom", path: ["weather"], message: "a weather matrix already sets the weather; remove one of them" });
  });
export type VideoEntry = z.infer<typeof videoSchema>;

const settingsSchema = z.strictObject({
  engine: z.enum(ENGINES).optional(),
  /** `lossless` is H.264 High 4:4:4 Predictive, which QuickTime, Safari and PowerPoint do not play. */
  quality: z.enum(QUALITIES).optional(),
  /** Ids of annotation formats; left out, those of every bundle. */
  formats: z.array(z.enum(ANNOTATION_FORMATS)).optional(),
  frameStamp: z.boolean().optional(),
  /** `datumaro` also writes COCO where Datumaro's importers look for it. */
  layout: z.enum(["bundle", "datumaro"]).optional(),
});

export const suiteSchema = z
  .strictObject({
    name: nameSchema.default("suite"),
    description: z.string().max(10_000).default(""),
    settings: settingsSchema.default({}),
    videos: z.array(videoSchema).max(10_000),
    datasets: z.array(z.enum(DATASET_NAMES)).default([]),
    datasetSeed: seed.default(42),
  })
  .superRefine(({ videos, datasets }, context) => {
    const seen = new Map<string, number>();
    videos.forEach((video, index) => {
      const earlier = seen.get(video.name.toLowerCase());
      if (earlier !== undefined)
        context.addIssue({
          code: "custom",
          path: ["videos", index, "name"],
          message: `"${video.name}" is also the name of videos[${earlier}]`,
        });
      seen.set(video.name.toLowerCase(), index);
    });
    if (new Set(datasets).size < datasets.length)
      context.addIssue({ code: "custom", path: ["datasets"], message: "a size is listed twice" });
    if (videos.length + datasets.length === 0) context.addIssue({ code: "custom", path: ["videos"], message: "the suite is empty" });
  });

export type SuiteSpec = z.infer<typeof suiteSchema>;
export type SuiteSettings = SuiteSpec["settings"];
