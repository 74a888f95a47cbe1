import type { ActorState, Box, FrameState, IgnoredState, OccluderState } from "./frameStateTypes";
import { RECTANGLE } from "./figures/figure";
import { figureFor } from "./figures";
import { foundAs, isLargeEnough } from "./ignored";
import { pictureScenery, type PictureScenery } from "./pictureScenery";
import { boxesMeet } from "./projection";
import { silhouetteMask } from "./silhouetteMask";
import { sightOf, type Silhouette } from "./visibility";

/** Something drawn, and what is drawn in front of it. */
type Drawn = { readonly body: ActorState | OccluderState; readonly silhouette: Silhouette; readonly inFront: readonly Silhouette[] };

/**
 * What a picture shows but ground truth does not label. In style schematic, only actors that just hide others look like something: all
 * else there are flat rectangles.
 * @param bodies all that are drawn, from back to front
 */
export function ignoredInPicture(state: FrameState, bodies: readonly Drawn[]): IgnoredState[] {
  const { width, height, style } = state;
  const frame = { x: 0, y: 0, width, height };
  const ignored: IgnoredState[] = [];
  const add = (key: string, kind: string, type: IgnoredState["type"], silhouette: Silhouette, inFront: readonly Silhouette[]) => {
    const box = boxesMeet(silhouette.box, frame) ? sightOf(silhouette, inFront, width, height).visibleBox : null;
    if (box && isLargeEnough(box)) ignored.push({ key, kind, type, box });
  };
  if (style === "illustrated" && state.scene.backgroundAsset === undefined)
    pictureScenery(state.scene).forEach((item, index) => {
      const silhouette = silhouetteOfScenery(item, state);
      const inFront = bodies.flatMap((other) => (boxesMeet(silhouette.box, other.silhouette.box) ? [other.silhouette] : []));
      add(`scenery ${index}`, item.kind, "vehicle" in item ? "vehicle" : null, silhouette, inFront);
    });
  for (const { body, silhouette, inFront } of bodies) {
    if (body.kind === "actor") {
      if (body.onlyOccludes === true) add(body.id, body.type, body.type, silhouette, inFront);
      continue;
    }
    const type = style === "illustrated" ? foundAs(body.occluderKind) : undefined;
    if (type !== undefined) add(body.id, body.occluderKind, type, silhouette, inFront);
  }
  return ignored;
}

function silhouetteOfScenery(item: PictureScenery, { width, height }: FrameState): Silhouette {
  const box = boxOf(item, width / 1280, height / 720);
  const figure =
    "vehicle" in item
      ? figureFor({ style: "illustrated", subject: "vehicle", model: item.vehicle.model, facing: item.vehicle.facing, phase: 0 })
      : RECTANGLE;
  const mask = () => silhouetteMask(figure, { width: box.width, height: box.height });
  return { id: "scenery", box, mask, whole: () => mask().area };
}

/** The pixels that a piece of scenery touches. */
function boxOf(item: PictureScenery, across: number, down: number): Box {
  const { left, top, right, bottom } = "vehicle" in item ? areaOf(item.vehicle) : item.plate;
  const [x, y] = [Math.floor(left * across), Math.floor(top * down)];
  return { x, y, width: Math.max(1, Math.ceil(right * across) - x), height: Math.max(1, Math.ceil(bottom * down) - y) };
}

const areaOf = ({ x, base, width, height }: { x: number; base: number; width: number; height: number }) => ({
  left: x - width / 2,
  top: base - height,
  right: x + width / 2,
  bottom: base,
});
