import type { Scenario } from "@/core/document";
import type { Box } from "@/core/scene/frameStateTypes";
import type { Answer, Judging } from "@/search";
import { escaped } from "../markup";
import { rounded } from "../svg";

/** A frame of one end of a pair: what was there, and what the detector reported. */
export type PairPicture = {
  /** `data:` address of a picture of the whole frame; null if there is none, and only the boxes are shown. */
  readonly data: string | null;
  readonly width: number;
  readonly height: number;
  readonly truth: readonly { readonly track_id: number; readonly bounding_box: Box }[];
  readonly found: readonly { readonly class_label: string; readonly confidence: number; readonly bounding_box: Box | null }[];
};
export type PairPictures = { readonly a: PairPicture; readonly b: PairPicture };

/** What there was at a frame of a scenario, and what was reported of it. */
export function shownAt(
  { video: { width, height } }: Scenario,
  answer: Answer | null,
  frame: number,
  { confidence }: Judging,
): Omit<PairPicture, "data"> {
  return {
    width,
    height,
    truth: answer?.truth.filter((record) => record.frame === frame && record.visibility > 0) ?? [],
    found: answer?.detections.filter((one) => one.frame === frame && one.confidence >= confidence) ?? [],
  };
}

/** A frame with its boxes: the truth in one colour, dashed; what was reported in another. */
export function framePicture({ data, width, height, truth, found }: PairPicture, label: string, track: number | null): string {
  const size = Math.max(width, height);
  const stroke = rounded(size / 320, 2);
  const box = ({ x, y, width: w, height: h }: Box, kind: string) =>
    `<rect class="${kind}" x="${rounded(x)}" y="${rounded(y)}" width="${rounded(w)}" height="${rounded(h)}" stroke-width="${stroke}"/>`;
  const truths = truth.map(({ track_id, bounding_box }) => box(bounding_box, track_id === track ? "there shown" : "there"));
  const reports = found.map(({ bounding_box, class_label, confidence }) =>
    bounding_box
      ? box(bounding_box, "seen") +
        `<text class="name" x="${rounded(bounding_box.x)}" y="${rounded(bounding_box.y - stroke * 2)}" font-size="${rounded(size / 55)}">` +
        `${escaped(class_label)} ${confidence.toFixed(2)}</text>`
      : "",
  );
  const image =
    data === null
      ? `<rect class="empty" width="${width}" height="${height}"/>`
      : `<image href="${escaped(data)}" width="${width}" height="${height}"/>`;
  return (
    `<svg class="frame" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(label)}">${image}` +
    `${truths.join("")}${reports.join("")}</svg>`
  );
}
