import { ACTOR_TYPES, SPECIFIED_COLORS, type ActorType } from "@/core/document/constants";
import type { Box, Keypoints } from "@/core/scene";
import type { AnnotationSource, SourceVideo, WriteOptions } from "../types";
import { chosenBox, isOccluded } from "../write/boxes";
import type { FormatWriter, Piece } from "../write/format";
import { decimal, escapeXml } from "../write/text";
import { skeletonElement, skeletonLabel, skeletonLabels } from "./skeleton";
import { TrackBuffer, type TrackBox } from "../write/trackBuffer";
import { rateText } from "@/core/timeline";

const PATH = "annotations/cvat.xml";

/** Attributes that every label declares. CVAT renumbers tracks, so our track id is stored as an attribute. */
const ATTRIBUTES = [
  { name: "track_id", mutable: false, inputType: "number", defaultValue: "0", values: "0;1000000;1" },
  { name: "visibility", mutable: true, inputType: "text", defaultValue: "1", values: "" },
  { name: "confidence", mutable: true, inputType: "text", defaultValue: "1", values: "" },
] as const;

type BufferedTrack = { type: ActorType; boxes: TrackBuffer; hasKeypoints: boolean };

/**
 * CVAT for video 1.1: every box is a keyframe; tracks and gaps are closed by a box marked `outside`. Keypoints are skeletons, in tracks of
 * their own after those of the boxes.
 */
export function createCvatWriter({ video, keypointTypes = [] }: AnnotationSource, options: WriteOptions): FormatWriter {
  const skeletons = options.keypoints ? keypointTypes : [];
  const tracks = new Map<number, BufferedTrack>();
  return {
    *frame({ frame, records }) {
      if (frame === 0) yield piece(head(video, skeletons));
      for (const record of records) {
        const box = chosenBox(record, options);
        if (!box) continue;
        const { track_id, object_type, visibility, confidence } = record;
        let track = tracks.get(track_id);
        if (!track) tracks.set(track_id, (track = { type: object_type, boxes: new TrackBuffer(), hasKeypoints: false }));
        const keypoints = options.keypoints ? (record.keypoints ?? null) : null;
        track.hasKeypoints ||= keypoints !== null;
        track.boxes.push({ frame, box, occluded: isOccluded(record), visibility, confidence, keypoints });
      }
    },
    *end() {
      for (const [trackId, track] of tracks) yield* writeTrack(trackId, track, video.totalFrames);
      let next = Math.max(-1, ...tracks.keys()) + 1;
      for (const [trackId, track] of tracks) if (track.hasKeypoints) yield* writeSkeletons(next++, trackId, track, video.totalFrames);
      yield { path: PATH, text: "</annotations>\n", last: true };
    },
  };
}

function* writeTrack(trackId: number, { type, boxes }: BufferedTrack, totalFrames: number): Generator<Piece> {
  yield piece(`  <track id="${trackId}" label="${type}" source="manual">\n`);
  let before: TrackBox | undefined;
  for (const entry of boxes.boxes()) {
    if (before && entry.frame > before.frame + 1) yield closing(before);
    yield piece(boxElement(entry.frame, entry.box, entry.occluded, false, attributes(trackId, entry)));
    before = entry;
  }
  if (before && before.frame + 1 < totalFrames) yield closing(before);
  yield piece("  </track>\n");

  function closing(entry: TrackBox): Piece {
    return piece(boxElement(entry.frame + 1, entry.box, entry.occluded, true, attributes(trackId, entry)));
  }
}

/** The keypoints of a track, as a track of its own whose attribute names the boxes’ track. */
function* writeSkeletons(id: number, trackId: number, { type, boxes }: BufferedTrack, totalFrames: number): Generator<Piece> {
  yield piece(`  <track id="${id}" label="${skeletonLabel(type)}" source="manual">\n`);
  let before: { frame: number; keypoints: Keypoints } | undefined;
  for (const { frame, keypoints } of boxes.boxes()) {
    if (!keypoints) continue;
    if (before && frame > before.frame + 1) yield piece(skeletonElement(before.frame + 1, before.keypoints, true, trackId));
    yield piece(skeletonElement(frame, keypoints, false, trackId));
    before = { frame, keypoints };
  }
  if (before && before.frame + 1 < totalFrames) yield piece(skeletonElement(before.frame + 1, before.keypoints, true, trackId));
  yield piece("  </track>\n");
}

function boxElement(frame: number, box: Box, occluded: boolean, outside: boolean, content: string): string {
  const edges = [box.x, box.y, box.x + box.width, box.y + box.height].map((edge) => edge.toFixed(2));
  return (
    `    <box frame="${frame}" outside="${outside ? 1 : 0}" occluded="${occluded ? 1 : 0}" keyframe="1" ` +
    `xtl="${edges[0]}" ytl="${edges[1]}" xbr="${edges[2]}" ybr="${edges[3]}" z_order="0">${content}</box>\n`
  );
}

function attributes(trackId: number, { visibility, confidence }: TrackBox): string {
  return (
    `<attribute name="track_id">${trackId}</attribute>` +
    `<attribute name="visibility">${decimal(visibility, 6)}</attribute>` +
    `<attribute name="confidence">${decimal(confidence, 6)}</attribute>`
  );
}

function head({ name, width, height, fps, totalFrames }: SourceVideo, skeletons: readonly ActorType[]): string {
  const lastFrame = totalFrames - 1;
  return `<?xml version="1.0" encoding="utf-8"?>
<!-- ${rateText(fps)} frames a second; CVAT itself keeps no frame rate. -->
<annotations>
  <version>1.1</version>
  <meta>
    <task>
      <id>1</id>
      <name>${escapeXml(name)}</name>
      <size>${totalFrames}</size>
      <mode>interpolation</mode>
      <overlap>0</overlap>
      <bugtracker></bugtracker>
      <flipped>False</flipped>
      <subset>default</subset>
      <start_frame>0</start_frame>
      <stop_frame>${lastFrame}</stop_frame>
      <frame_filter></frame_filter>
      <labels>
${ACTOR_TYPES.map(labelElement).join("")}${skeletons.map(skeletonLabelElements).join("")}      </labels>
      <segments>
        <segment><id>1</id><start>0</start><stop>${lastFrame}</stop><url></url></segment>
      </segments>
      <owner><username></username><email></email></owner>
      <original_size><width>${width}</width><height>${height}</height></original_size>
      <source>video.mp4</source>
    </task>
  </meta>
`;
}

const colorOf = (type: ActorType): string => SPECIFIED_COLORS[type].map((channel) => channel.toString(16).padStart(2, "0")).join("");

const declaration = ({ name, mutable, inputType, defaultValue, values }: (typeof ATTRIBUTES)[number]): string =>
  `            <attribute><name>${name}</name><mutable>${mutable ? "True" : "False"}</mutable>` +
  `<input_type>${inputType}</input_type><default_value>${defaultValue}</default_value><values>${values}</values></attribute>\n`;

const skeletonLabelElements = (type: ActorType): string => skeletonLabels(type, colorOf(type), declaration(ATTRIBUTES[0]));

function labelElement(type: ActorType): string {
  return (
    `        <label><name>${type}</name><color>#${colorOf(type)}</color><type>rectangle</type>\n` +
    `          <attributes>\n${ATTRIBUTES.map(declaration).join("")}          </attributes>\n        </label>\n`
  );
}

function piece(text: string): Piece {
  return { path: PATH, text };
}
