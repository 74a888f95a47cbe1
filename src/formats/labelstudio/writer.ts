import type { AnnotationSource, WriteOptions } from "../types";
import { chosenBox } from "../write/boxes";
import type { FormatWriter, Piece } from "../write/format";
import { TrackBuffer, type TrackBox } from "../write/trackBuffer";

const PATH = "annotations/label_studio.json";

/**
 * Label Studio: one task with a track for each actor, frames from 1, numbers in per cent of the frame. Every frame is a keyframe; the last
 * before a gap is not enabled, which ends the track there.
 */
export function createLabelStudioWriter({ video }: AnnotationSource, options: WriteOptions): FormatWriter {
  const tracks = new Map<number, { type: string; boxes: TrackBuffer }>();
  const { width, height, fps, totalFrames } = video;
  return {
    frame({ frame, records }) {
      for (const record of records) {
        const box = chosenBox(record, options);
        if (!box) continue;
        const { track_id, object_type, visibility, confidence } = record;
        let track = tracks.get(track_id);
        if (!track) tracks.set(track_id, (track = { type: object_type, boxes: new TrackBuffer() }));
        track.boxes.push({ frame, box, occluded: false, visibility, confidence, keypoints: null });
      }
      return [];
    },
    *end() {
      yield piece(`[{"id":1,"data":{"video":"video.mp4"},"annotations":[{"id":1,"result":[`);
      let first = true;
      for (const [trackId, { type, boxes }] of tracks) {
        yield piece(`${first ? "\n" : ",\n"}{"id":"track${trackId}","type":"videorectangle","from_name":"box","to_name":"video",`);
        first = false;
        yield piece(`"origin":"manual","original_width":${width},"original_height":${height},"meta":{"track_id":${trackId}},`);
        yield piece(`"value":{"framesCount":${totalFrames},"duration":${totalFrames / fps},"labels":["${type}"],"sequence":[`);
        let before: TrackBox | null = null;
        let comma = "\n";
        for (const entry of boxes.boxes()) {
          if (before) {
            yield keyframe(before, entry.frame === before.frame + 1, comma);
            comma = ",\n";
          }
          before = entry;
        }
        if (before) yield keyframe(before, false, comma);
        yield piece("]}}");
      }
      yield { path: PATH, text: "\n]}]}]\n", last: true };
    },
  };

  function keyframe({ frame, box }: TrackBox, enabled: boolean, comma: string): Piece {
    const shape = {
      x: percent(box.x, width),
      y: percent(box.y, height),
      width: percent(box.width, width),
      height: percent(box.height, height),
    };
    return piece(`${comma}${JSON.stringify({ frame: frame + 1, time: frame / fps, enabled, rotation: 0, ...shape })}`);
  }
}

function percent(pixels: number, of: number): number {
  return (pixels / of) * 100;
}

function piece(text: string): Piece {
  return { path: PATH, text };
}
