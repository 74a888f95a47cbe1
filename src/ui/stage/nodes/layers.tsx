import { useCallback } from "react";
import type { Editor, ViewId } from "@/editor";
import { paintGhosts } from "../overlay/ghosts";
import { bezierEnds, paintHandleLines, paintSegmentDot, paintWaypointLabel, waypoints } from "../overlay/handles";
import { paintDraft } from "../overlay/drafts";
import { paintFrameEdge, paintGrid, paintOutlines, paintSnapLines, paintTruth } from "../overlay/marks";
import { paintMeetings } from "../overlay/meetings";
import { paintNote } from "../overlay/note";
import { paintKeypoints } from "../overlay/keypoints";
import { paintMasks } from "../overlay/masks";
import { chosenPaths, faintPaths, paintHoveredPath } from "../overlay/paths";
import type { OverlayScene } from "../overlay/scene";
import { paintTicks } from "../overlay/ticks";
import { watchBackdrop, watchHandles } from "../watch";
import { ActorShapes } from "./ActorShapes";
import { Guides } from "./Guides";
import { IgnoreRegions } from "./IgnoreRegions";
import { Marquee } from "./Marquee";
import { Painted } from "./Painted";
import { ResizeHandles } from "./ResizeHandles";
import { TurnHandle } from "./TurnHandle";
import { SceneLayer } from "./SceneLayer";
import type { StageHits } from "./stageHits";

type Props = { readonly editor: Editor; readonly id: ViewId; readonly hits: StageHits; readonly scene: () => OverlayScene };

/**
 * What lies over the picture and seldom changes, from back to front: not drawn while one actor is dragged. Regions to ignore are
 * behind all else, as they cover ground on which the rest must stay within reach.
 */
export function BackdropLayer({ editor, id, hits, scene }: Props) {
  const subscribe = useCallback((changed: () => void) => watchBackdrop(editor, id, changed), [editor, id]);
  return (
    <SceneLayer name="backdrop" hits={hits} scene={scene} subscribe={subscribe}>
      {id === "picture" && (
        <>
          <Painted paint={paintFrameEdge} />
          <IgnoreRegions />
          <Painted paint={paintGrid} />
          <Guides />
        </>
      )}
      <ActorShapes part={faintPaths} />
    </SceneLayer>
  );
}

/** What lies over that and follows the pointer and the playhead, from back to front. */
export function HandlesLayer({ editor, id, hits, scene }: Props) {
  const subscribe = useCallback((changed: () => void) => watchHandles(editor, id, changed), [editor, id]);
  return (
    <SceneLayer name="handles" hits={hits} scene={scene} subscribe={subscribe}>
      <Painted paint={paintGhosts} />
      <Painted paint={paintHoveredPath} />
      <ActorShapes part={chosenPaths} />
      <Painted paint={paintTicks} />
      <Painted paint={paintMeetings} />
      <Painted paint={paintMasks} />
      <Painted paint={paintTruth} />
      <Painted paint={paintKeypoints} />
      <Painted paint={paintOutlines} />
      <ResizeHandles />
      <TurnHandle />
      <Painted paint={paintHandleLines} />
      <ActorShapes part={waypoints} />
      <ActorShapes part={bezierEnds} />
      <Painted paint={paintSegmentDot} />
      <Painted paint={paintWaypointLabel} />
      <Painted paint={paintDraft} />
      <Painted paint={paintSnapLines} />
      <Painted paint={paintNote} />
      <Marquee />
    </SceneLayer>
  );
}
