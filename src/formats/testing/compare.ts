import type { ActorType } from "@/core/document";
import type { Box } from "@/core/scene";
import { suggestActorType } from "../classes";
import type { ImportedAnnotations } from "../read/imported";
import type { AnnotationSource } from "../types";
import { clipToFrame, isWhollyHidden } from "../write/boxes";

type Row = { frame: number; box: Box };
/** What must survive: by track id, its type and the box of every frame it is in (gaps are missing frames). */
type Tracks = Map<number, { type: ActorType | undefined; rows: Row[] }>;

export function tracksOf(source: AnnotationSource): Tracks {
  const tracks: Tracks = new Map();
  for (const { records } of source.frames())
    for (const { frame, track_id, object_type, bounding_box } of records) {
      const track = tracks.get(track_id) ?? { type: object_type, rows: [] };
      tracks.set(track_id, track);
      track.rows.push({ frame, box: bounding_box });
    }
  return sorted(tracks);
}

export function importedTracks({ tracks }: ImportedAnnotations): Tracks {
  return sorted(
    new Map(
      tracks.map(({ trackId, label, boxes }) => [
        trackId,
        {
          type: suggestActorType(label)?.type,
          rows: boxes.map(({ frame, x, y, width, height }) => ({ frame, box: { x, y, width, height } })),
        },
      ]),
    ),
  );
}

/**
 * What survives in YOLO: at each frame, the types and clipped boxes of everything visible, in order of their position. `all`: including
 * what is fully hidden.
 */
export function looseBoxesOf(source: AnnotationSource, which: "seen" | "all" = "seen"): string[] {
  return [...source.frames()]
    .flatMap(({ records }) =>
      records
        .filter((record) => which === "all" || !isWhollyHidden(record))
        .map(({ frame, object_type, bounding_box }) => looseBox(frame, object_type, clipToFrame(bounding_box, source.video))),
    )
    .sort();
}

export function importedLooseBoxes({ tracks }: ImportedAnnotations): string[] {
  return tracks
    .flatMap(({ label, boxes }) =>
      boxes.map(({ frame, x, y, width, height }) => looseBox(frame, suggestActorType(label)?.type, { x, y, width, height })),
    )
    .sort();
}

function looseBox(frame: number, type: ActorType | undefined, box: Box | null): string {
  return JSON.stringify([frame, type, box && [box.x, box.y, box.width, box.height]]);
}

function sorted(tracks: Tracks): Tracks {
  return new Map([...tracks].sort(([a], [b]) => a - b));
}
