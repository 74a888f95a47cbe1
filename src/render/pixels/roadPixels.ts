import type { Scenario } from "@/core/document";
import { SEMANTIC_CLASSES, semanticOfBody, semanticOfGround, semanticOfScenery } from "@/core/pixels";
import {
  FLICKER_DRAWN_ABOVE,
  NEAREST,
  bodyMesh,
  idsOfBodies,
  instancesWith,
  placedFrame,
  roadPieces,
  solidAt,
  type FrameState,
  type RoadPiece,
  type RoadView,
} from "@/core/scene";
import { Raster, type Mesh } from "@/raster";
import { PixelGeometry, type Moved } from "./pixelGeometry";
import { NOTHING, cornersInCamera, drawTriangles, type NumberedPiece } from "./triangles";
import type { FramePixels, PixelTruth } from "./framePixels";

/** Pixels of a road, from the triangles that are seen in them: the ones that are drawn. */
export class RoadPixels implements PixelTruth {
  private readonly raster: Raster;

  constructor(private readonly scenario: Scenario) {
    const { width, height } = scenario.video;
    this.raster = new Raster({ width, height, near: NEAREST });
  }

  frame(frame: number): FramePixels {
    const { raster, scenario } = this;
    const { state, view } = placedOnRoad(scenario, frame);
    const numbered = drawTriangles(raster, view.camera, roadPieces(state, view));
    const triangles = raster.words().slice();
    const ids = raster.ids().slice();
    const owners = ownersOf(numbered);
    const geometry = new PixelGeometry(
      view.camera,
      triangles,
      owners,
      numbered.map(({ piece, first }) => ({
        first,
        mesh: piece.mesh,
        corners: cornersInCamera(piece.mesh, piece.solid, view.camera),
        isFlat: piece.of.kind === "ground",
      })),
    );
    return {
      instances: () => instancesOfIds(ids, state, view),
      semantic: () => semanticOf(triangles, numbered, owners),
      amodal: () => this.amodal(state, view),
      depth: () => geometry.depth(),
      flow: () => {
        const next = placedOnRoad(scenario, frame + 1).view.camera;
        return geometry.flow(
          next,
          numbered.map(({ piece }) => this.moved(piece, frame + 1, next)),
        );
      },
    };
  }

  /** A piece at the next frame; null if it is no longer there. */
  private moved({ mesh, solid, of }: RoadPiece, frame: number, camera: RoadView["camera"]): Moved | null {
    if (of.kind !== "body" || of.body.kind !== "actor") return cornersInCamera(mesh, solid, camera);
    const then = solidAt(this.scenario, of.body.id, frame);
    const moved = then && bodyMesh(then, of.detail);
    return moved && hasSameTriangles(moved, mesh) ? cornersInCamera(moved, then, camera) : null;
  }

  private *amodal(state: FrameState, view: RoadView): Generator<{ trackId: number; mask: Uint8Array }, void, undefined> {
    const ids = idsOfBodies(state, view);
    const actors = state.bodies.flatMap((body, index) => (body.kind === "actor" && body.onlyOccludes !== true ? [{ body, index }] : []));
    for (const { body, index } of actors.sort((a, b) => a.body.trackId - b.body.trackId)) {
      const id = ids[index] ?? 0;
      // One that random occlusion hides has a silhouette, too.
      const drawn = body.flicker > FLICKER_DRAWN_ABOVE ? this.raster : instancesWith(state, view, index);
      const covered = drawn.coverage(id);
      if (covered) yield { trackId: body.trackId, mask: covered.map((inside) => inside * 255) };
    }
  }
}

function placedOnRoad(scenario: Scenario, frame: number): { state: FrameState; view: RoadView } {
  const state = placedFrame(scenario, frame, false);
  if (!state.road) throw new RangeError("the scenario has no road");
  return { state, view: state.road };
}

function instancesOfIds(ids: Uint16Array, state: FrameState, view: RoadView): Uint16Array {
  const values = new Uint16Array(0x10000);
  idsOfBodies(state, view).forEach((id, index) => {
    const body = state.bodies[index];
    if (body?.kind === "actor" && body.onlyOccludes !== true) values[id] = body.trackId + 1;
  });
  return ids.map((id) => values[id] ?? 0);
}

/** The place of the piece that each triangle belongs to. */
function ownersOf(numbered: readonly NumberedPiece[]): Uint32Array {
  const end = numbered.at(-1);
  const owners = new Uint32Array(end ? end.first + end.piece.mesh.colors.length : 0);
  numbered.forEach(({ piece, first }, index) => owners.fill(index, first, first + piece.mesh.colors.length));
  return owners;
}

function semanticOf(triangles: Uint32Array, numbered: readonly NumberedPiece[], owners: Uint32Array): Uint8Array {
  const classes = new Uint8Array(owners.length);
  for (const { piece, first } of numbered)
    for (let at = 0; at < piece.mesh.colors.length; at++) classes[first + at] = classOf(piece.of, at);
  const semantic = new Uint8Array(triangles.length);
  triangles.forEach((triangle, at) => {
    semantic[at] = triangle === NOTHING ? SEMANTIC_CLASSES.sky : (classes[triangle] ?? SEMANTIC_CLASSES.unlabeled);
  });
  return semantic;
}

function classOf(of: RoadPiece["of"], triangle: number): number {
  switch (of.kind) {
    case "ground":
      return semanticOfGround(of.kinds[triangle] ?? "grass");
    case "kerbs":
      return semanticOfGround("kerb");
    case "scenery":
      return semanticOfScenery(of.item.kind);
    case "body":
      return of.body.solid ? semanticOfBody(of.body.solid.body) : SEMANTIC_CLASSES.unlabeled;
  }
}

/** Whether two meshes are the same body in two phases of its movement: corresponding corners are those of the same number. */
const hasSameTriangles = (a: Mesh, b: Mesh): boolean =>
  a.positions.length === b.positions.length &&
  a.indices.length === b.indices.length &&
  a.indices.every((corner, at) => corner === b.indices[at]);
