import {
  camerasOf,
  shownCameraId,
  withCamera,
  withSize,
  withStyle,
  withoutNoise,
  type PictureStyle,
  type PictureData,
  type Scenario,
  type WholeScenario,
} from "@/core/document";
import type { EngineName, ExportRequest, ImageFormat, Quality } from "@/export";
import { PIXEL_MAPS, pixelMapsFault } from "@/core/pixels";
import type { FrameRange } from "@/core/timeline";
import { DEFAULT_FORMATS } from "@/formats";

/** The dialog's settings; kept while the page is open, so that a second export starts with those of the first. */
export type ExportSettings = {
  readonly name: string;
  readonly quality: Quality;
  readonly engine: EngineName;
  /** Undefined: as the scenario says. */
  readonly size: { readonly width: number; readonly height: number } | undefined;
  readonly style: PictureStyle | undefined;
  /** Undefined: the whole video. */
  readonly range: FrameRange | undefined;
  /** Ids of the cameras that record, of those that the scenario has; undefined: the one that is shown. */
  readonly cameras: readonly string[] | undefined;
  readonly formats: readonly string[];
  /** Which box goes into formats that have only one. */
  readonly box: "amodal" | "visible";
  /** The pixel origin in MOTChallenge files. */
  readonly motOrigin: 0 | 1;
  /** Whether COCO also gets every actor's visible pixels. */
  readonly masks: boolean;
  /** Whether ground truth, COCO and CVAT have the keypoints of people. */
  readonly keypoints: boolean;
  /** `datumaro`: COCO also where Datumaro's importers look for it. */
  readonly layout: "bundle" | "datumaro";
  readonly frameStamp: boolean;
  /** Every frame as an image too; undefined for none. */
  readonly images: ImageFormat | undefined;
  readonly webm: boolean;
  readonly thumbnail: boolean;
  readonly noise: boolean;
};

/** The settings that a second export starts with: all but those that belong to one scenario only. */
export type KeptSettings = Partial<Omit<ExportSettings, "name" | "range" | "cameras">>;

export const keptOf = ({
  quality,
  engine,
  size,
  style,
  formats,
  box,
  motOrigin,
  masks,
  keypoints,
  layout,
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
  keypoints,
  layout,
  frameStamp,
  noise,
});

/** Initial settings: those of the previous export. The in and out points, if there are any, define what is exported. */
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
    cameras: undefined,
    formats: DEFAULT_FORMATS,
    box: "amodal",
    motOrigin: 1,
    masks: false,
    keypoints: true,
    layout: "bundle",
    frameStamp: false,
    images: undefined,
    webm: false,
    thumbnail: false,
    noise: true,
    ...kept,
    ...(fits ? {} : { size: undefined }),
    ...(kept.formats && {
      formats: kept.formats.filter(
        (format) =>
          pixelMapsFault(
            scenario,
            PIXEL_MAPS.filter((map) => map === format),
          ) === null,
      ),
    }),
  };
}

/** The scenario as it is exported: with the dialog's size, style and noise. */
export function exportedScenario<Data extends PictureData>(
  scenario: Scenario<Data>,
  { name, size, style, noise }: ExportSettings,
): Scenario<Data> {
  let exported = name.trim() === "" ? scenario : { ...scenario, name: name.trim() };
  if (size) exported = withSize(exported, size.width, size.height);
  if (style) exported = withStyle(exported, style);
  return noise ? exported : withoutNoise(exported);
}

/** Ids of the cameras that record; none of a picture. */
export function camerasOfSettings(scenario: Pick<Scenario, "road">, { cameras }: Pick<ExportSettings, "cameras">): readonly string[] {
  const ids = camerasOf(scenario).map(({ id }) => id);
  return ids.filter((id) => (cameras ? cameras.includes(id) : id === shownCameraId(scenario)));
}

export function requestOf(scenario: WholeScenario, settings: ExportSettings): ExportRequest {
  const { quality, engine, range, formats, box, motOrigin, masks, keypoints, layout, frameStamp, images, webm, thumbnail } = settings;
  const [camera, ...others] = camerasOfSettings(scenario, settings);
  const exported = exportedScenario(scenario, settings);
  return {
    scenario: camera === undefined ? exported : withCamera(exported, camera),
    ...(camera !== undefined && others.length > 0 && { cameras: [camera, ...others] }),
    quality,
    engine,
    ...(range ? { range } : {}),
    formats,
    box,
    motOrigin,
    masks,
    keypoints,
    layout,
    frameStamp,
    ...(images && { images }),
    webm,
    thumbnail,
  };
}
