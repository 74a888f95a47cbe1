import type { Box } from "@/core/scene";
import type { GroundTruthRecord } from "@/core/truth";
import { kittiType } from "../classes";
import type { AnnotationSource, WriteOptions } from "../types";
import { chosenBox, regionsAt, visibilityInFrame } from "../write/boxes";
import type { FormatWriter } from "../write/format";

const ROOT = "annotations/kitti";
const LABELS = `${ROOT}/label_02/0000.txt`;

/** 3-D is unknown: KITTI's own values for that (alpha; height, width, length; x, y, z; rotation). */
const UNKNOWN_ALPHA = "-10";
const UNKNOWN_3D = "-1 -1 -1 -1000 -1000 -1000 -10";

/** KITTI tracking: frames, ids and pixels from 0; the sequence is number 0000. */
export function createKittiWriter(source: AnnotationSource, options: WriteOptions): FormatWriter {
  const { video, tracks } = source;
  const models = new Map(tracks.map((track) => [track.trackId, track.model]));
  return {
    *frame({ frame, records }) {
      for (const record of records) {
        const box = chosenBox(record, options);
        if (!box) continue;
        const type = kittiType(record.object_type, models.get(record.track_id) ?? "");
        const text =
          `${frame} ${record.track_id} ${type} ${truncatedLevel(record)} ` +
          `${occludedLevel(record)} ${UNKNOWN_ALPHA} ${corners(box)} ${UNKNOWN_3D}\n`;
        yield { path: LABELS, text };
      }
      for (const { bounding_box } of regionsAt(source, frame))
        yield { path: LABELS, text: `${frame} -1 DontCare 0 0 ${UNKNOWN_ALPHA} ${corners(bounding_box)} ${UNKNOWN_3D}\n` };
    },
    *end() {
      yield { path: LABELS, text: "", last: true };
      const lastFrame = String(video.totalFrames).padStart(6, "0");
      yield { path: `${ROOT}/evaluate_tracking.seqmap.training`, text: `0000 empty 000000 ${lastFrame}\n`, last: true };
    },
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
