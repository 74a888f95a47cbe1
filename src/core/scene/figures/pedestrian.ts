import type { Facing } from "../frameStateTypes";
import type { FigurePart } from "./figure";
import { buildOf } from "./pedestrianBuilds";
import { fromFront } from "./pedestrianFront";
import { fromSide } from "./pedestrianSide";

/** A walking figure in `PEDESTRIAN_SPACE`; for `left`, draw it for `right` and mirror. `turn` 0..1 is a double step. */
export function pedestrianParts(model: string, facing: Facing, turn: number): FigurePart[] {
  const build = buildOf(model);
  return facing === "front" || facing === "back" ? fromFront(build, turn, facing) : fromSide(build, turn);
}
