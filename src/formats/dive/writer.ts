import type { AnnotationSource, WriteOptions } from "../types";
import { chosenBox, isOccluded } from "../write/boxes";
import type { FormatWriter, Piece } from "../write/format";
import { TrackBuffer } from "../write/trackBuffer";

const PATH = "annotations/dive.json";

/** DIVE JSON, version 2: tracks with a keyframe at every frame, so that nothing has to be interpolated; gaps stay gaps. */
export function createDiveWriter(_: AnnotationSource, options: WriteOptions): FormatWriter {
  const tracks = new Map<number, { type: string; boxes: TrackBuffer }>();
  return {
    frame({ frame, records }) {
      for (const record of records) {
        const box = chosenBox(record, options);
        if (!box) continue;
        const { track_id, object_type, visibility, confidence } = record;
        let track = tracks.get(track_id);
        if (!track) tracks.set(track_id, (track = { type: object_type, boxes: new TrackBuffer() }));
        track.boxes.push({ frame, box, occluded: isOccluded(record), visibility, confidence, keypoints: null });
      }
      return [];
    },
    *end() {
      yield piece('{"version":2,"groups":{},"tracks":{');
      let first = true;
      for (const [trackId, { type, boxes }] of tracks) {
        yield piece(`${first ? "\n" : ",\n"}"${trackId}":{"id":${trackId},"features":[`);
        first = false;
        let [begin, end, best] = [0, -1, 0];
        for (const { frame, box, occluded, visibility, confidence } of boxes.boxes()) {
          const bounds = [box.x, box.y, box.x + box.width, box.y + box.height];
          const feature = { frame, bounds, keyframe: true, interpolate: false, attributes: { occluded, visibility } };
          yield piece(`${end < 0 ? "\n" : ",\n"}${JSON.stringify(feature)}`);
          if (end < 0) begin = frame;
          end = frame;
          best = Math.max(best, confidence);
        }
        const pairs = JSON.stringify([[type, best]]);
        yield piece(`],"begin":${begin},"end":${end},"confidencePairs":${pairs},"attributes":{},"meta":{}}`);
      }
      yield { path: PATH, text: "\n}}\n", last: true };
    },
  };
}

function piece(text: string): Piece {
  return { path: PATH, text };
}
