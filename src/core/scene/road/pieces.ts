import type { Mesh, Raster } from "@/raster";
import type { FrameState, RoadView, Solid } from "../frameStateTypes";
import type { SceneryItem } from "../../world/scenery";
import { ONLY_INSIDE, bodiesInOrder, drawMesh, idOfScenery, type MeshSettings } from "./drawRoad";
import { BARE, coveredGround } from "./groundCover";
import type { GroundKind } from "./groundMesh";
import { detailOf } from "./detail";
import { sceneryMesh } from "./sceneryMesh";
import { bodyMesh } from "./solidMesh";

/** Something drawn on the road: its triangles, unlit, and where it stands (null: they are in the ground frame already). */
export type RoadPiece = {
  readonly mesh: Mesh;
  readonly solid: Pick<Solid, "x" | "y" | "z" | "heading"> | null;
  readonly settings: MeshSettings;
  readonly of:
    | { readonly kind: "ground"; /** Of each triangle. */ readonly kinds: readonly GroundKind[] }
    | { readonly kind: "kerbs" }
    | { readonly kind: "scenery"; readonly item: SceneryItem }
    | { readonly kind: "body"; readonly body: FrameState["bodies"][number]; readonly detail: number };
};

/** All that is drawn of a frame, in the order in which it is drawn: at equal depth, the first is seen. */
export function roadPieces(state: FrameState, view: RoadView): RoadPiece[] {
  const { camera, plan, scenery = [] } = view;
  const { painted, kerbs, kinds } = coveredGround(plan, state.style, BARE);
  return [
    { mesh: painted, solid: null, settings: { painted: true }, of: { kind: "ground", kinds } },
    { mesh: kerbs, solid: null, settings: {}, of: { kind: "kerbs" } },
    ...scenery.map(({ item }, index): RoadPiece => {
      const settings = { id: idOfScenery(index), around: ONLY_INSIDE };
      return { mesh: sceneryMesh(item, detailOf(camera, item)), solid: item, settings, of: { kind: "scenery", item } };
    }),
    ...bodiesInOrder(state, view).map(({ body, solid, id }): RoadPiece => {
      const detail = detailOf(camera, solid);
      return { mesh: bodyMesh(solid, detail), solid, settings: { id }, of: { kind: "body", body, detail } };
    }),
  ];
}

/**
 * Draws the triangles of a frame without light, which is cheaper: for ids and depths.
 * @param keeps whether the camera is that of the frame drawn before: what has not moved is then projected once
 */
export function drawRoadInstances(raster: Raster, state: FrameState, view: RoadView, keeps = false): void {
  raster.reset(undefined, keeps);
  for (const { mesh, solid, settings } of roadPieces(state, view)) drawMesh(raster, view.camera, mesh, solid, settings);
}
