import type { Box } from "@/core/scene";
import type { GroundTruthRecord } from "@/core/truth";
import { kittiType } from "../classes";
import type { AnnotationSource, WriteOptions } from "../types";
import { chosenBox, regionsAt, visibilityInFrame } from "../write/boxes";
import type { FormatWriter } from "../write/format";
import { UNKNOWN_3D, UNKNOWN_ALPHA, calibration, kittiNotes, spaceColumns } from "./space";

const ROOT = "annotations/kitti";
const LABELS = `${ROOT}/label_02/0000.txt`;
/** KITTI's object benchmark: a file of labels and one of calibration for each picture. */
const OBJECT_ROOT = "annotations/kitti_object";

/**
 * KITTI tracking: frames, ids and pixels from 0; the sequence is number 0000. A road scenario also has what KITTI knows of space, the
 * calibration, and, unless its camera is a fisheye, the labels of the object benchmark.
 */
export function createKittiWriter(source: AnnotationSource, options: WriteOptions): FormatWriter {
  const { video, tracks, camera } = source;
  const models = new Map(tracks.map((track) => [track.trackId, track.model]));
  const objects = camera && calibration(camera, "object") !== null ? createKittiObjectWriter(source, options) : null;
  return {
    *frame(annotated) {
      const { frame, records } = annotated;
      for (const record of records) {
        const box = chosenBox(record, options);
        if (!box) continue;
        const type = kittiType(record.object_type, models.get(record.track_id) ?? "");
        const { alpha, rest } = spaceColumns(record, camera);
        const level = occludedLevel(record);
        yield {
          path: LABELS,
          text: `${frame} ${record.track_id} ${type} ${truncatedLevel(record)} ${level} ${alpha} ${corners(box)} ${rest}\n`,
        };
      }
      for (const { bounding_box } of regionsAt(source, annotated))
        yield { path: LABELS, text: `${frame} -1 DontCare 0 0 ${UNKNOWN_ALPHA} ${corners(bounding_box)} ${UNKNOWN_3D}\n` };
      if (objects) yield* objects.frame(annotated);
    },
    *end() {
      yield { path: LABELS, text: "", last: true };
      const lastFrame = String(video.totalFrames).padStart(6, "0");
      yield { path: `${ROOT}/evaluate_tracking.seqmap.training`, text: `0000 empty 000000 ${lastFrame}\n`, last: true };
      if (!camera) return;
      const sequence = calibration(camera, "tracking");
      if (sequence !== null) yield { path: `${ROOT}/calib/0000.txt`, text: sequence, last: true };
      yield { path: `${ROOT}/README.txt`, text: kittiNotes(camera), last: true };
    },
  };
}

/** KITTI's object benchmark: a file of labels for each picture and, on the road, one of calibration. */
export function createKittiObjectWriter(source: AnnotationSource, options: WriteOptions): FormatWriter {
  const { tracks, camera } = source;
  const models = new Map(tracks.map((track) => [track.trackId, track.model]));
  const calib = camera ? calibration(camera, "object") : null;
  return {
    *frame(annotated) {
      const name = `${String(annotated.frame).padStart(6, "0")}.txt`;
      let labels = "";
      for (const record of annotated.records) {
        const box = chosenBox(record, options);
        if (!box) continue;
        const type = kittiType(record.object_type, models.get(record.track_id) ?? "");
        const { alpha, rest } = spaceColumns(record, camera);
        labels += `${type} ${record.truncation.toFixed(2)} ${occludedLevel(record)} ${alpha} ${corners(box)} ${rest}\n`;
      }
      for (const { bounding_box } of regionsAt(source, annotated))
        labels += `DontCare -1 -1 ${UNKNOWN_ALPHA} ${corners(bounding_box)} ${UNKNOWN_3D}\n`;
      yield { path: `${OBJECT_ROOT}/label_2/${name}`, text: labels, last: true };
      if (calib !== null) yield { path: `${OBJECT_ROOT}/calib/${name}`, text: calib, last: true };
    },
    end: () => [],
  };
}

function corners({ x, y, width, height }: Box): string {
  return [x, y, x + width, y + height].map((edge) => edge.toFixed(2)).join(" ");
}

/** 0 not at all, 1 partly, 2 for the most part outside the frame. */
function truncatedLevel({ truncation }: GroundTruthRecord): number {
  return truncation === 0 ? 0 : truncation <= 0.5 ? 1 : 2;
}

/** 0 fully visible, 1 partly, 2 largely hidden. */
function occludedLevel(record: GroundTruthRecord): number {
  const visible = visibilityInFrame(record);
  return visible >= 0.95 ? 0 : visible >= 0.5 ? 1 : 2;
}
