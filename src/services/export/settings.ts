import { withSize, withStyle, withoutNoise, type PictureStyle, type Scenario } from "@/core/document";
import type { EngineName, ExportRequest, ImageFormat, Quality } from "@/export";
import type { FrameRange } from "@/core/timeline";
import { ANNOTATION_FORMATS } from "@/formats";

/** What the dialog asks for; kept while the page is open, so that a second export begins where the first ended. */
export type ExportSettings = {
  readonly name: string;
  readonly quality: Quality;
  readonly engine: EngineName;
  /** Undefined: as the scenario says. */
  readonly size: { readonly width: number; readonly height: number } | undefined;
  readonly style: PictureStyle | undefined;
  /** Undefined: the whole video. */
  readonly range: FrameRange | undefined;
  readonly formats: readonly string[];
  /** Which box goes into formats that hold one. */
  readonly box: "amodal" | "visible";
  /** The first pixel in MOTChallenge files. */
  readonly motOrigin: 0 | 1;
  /** Whether COCO also gets every actor's seen pixels. */
  readonly masks: boolean;
  readonly frameStamp: boolean;
  /** Every frame as a picture too; undefined for none. */
  readonly images: ImageFormat | undefined;
  readonly webm: boolean;
  readonly thumbnail: boolean;
  readonly noise: boolean;
};

/** What a second export begins with: all but what goes with one scenario only. */
export type KeptSettings = Partial<Omit<ExportSettings, "name" | "range">>;

export const keptOf = ({
  quality,
  engine,
  size,
  style,
  formats,
  box,
  motOrigin,
  masks,
  frameStamp,
  noise,
}: ExportSettings): KeptSettings => ({
  quality,
  engine,
  size,
  style,
  formats,
  box,
  motOrigin,
  masks,
  frameStamp,
  noise,
});

/** Settings to begin with: those of the export before. The in and out points, where there are some, are what is exported. */
export function initialSettings(scenario: Scenario, range: { from: number; to: number } | null, kept: KeptSettings): ExportSettings {
  const { width, height } = scenario.video;
  const fits = kept.size !== undefined && Math.abs(kept.size.width * height - kept.size.height * width) <= 2 * height;
  return {
    name: scenario.name,
    quality: "standard",
    engine: "ffmpeg",
    size: undefined,
    style: undefined,
    range: range ? { start: range.from, end: range.to } : undefined,
    formats: ANNOTATION_FORMATS,
    box: "amodal",
    motOrigin: 1,
    masks: false,
    frameStamp: false,
    images: undefined,
    webm: false,
    thumbnail: false,
    noise: true,
    ...kept,
    ...(fits ? {} : { size: undefined }),
  };
}

/** The scenario as it is exported: with the dialog's size, style and noise. */
export function exportedScenario(scenario: Scenario, { name, size, style, noise }: ExportSettings): Scenario {
  let exported = name.trim() === "" ? scenario : { ...scenario, name: name.trim() };
  if (size) exported = withSize(exported, size.width, size.height);
  if (style) exported = withStyle(exported, style);
  return noise ? exported : withoutNoise(exported);
}

export function requestOf(scenario: Scenario, settings: ExportSettings): ExportRequest {
  const { quality, engine, range, formats, box, motOrigin, masks, frameStamp, images, webm, thumbnail } = settings;
  return {
    scenario: exportedScenario(scenario, settings),
    quality,
    engine,
    ...(range ? { range } : {}),
    formats,
    box,
    motOrigin,
    masks,
    frameStamp,
    ...(images && { images }),
    webm,
    thumbnail,
  };
}
