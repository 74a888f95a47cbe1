import type { Point, SlimScenario } from "@/core/document";
import { shiftedActor } from "./actors";
import { command, type Command } from "./command";
import { motionEditingOf } from "../worlds/motionEditing";
import { clampCoordinate, editActors, mapWhere, tidy, withParts } from "./edit";

export type Alignment = "left" | "center" | "right" | "top" | "middle" | "bottom";

/** A box around each selected actor and occluder, by id, at one frame; passed by the caller, who knows the frame. */
export type Extents = ReadonlyMap<string, { x: number; y: number; width: number; height: number }>;

/** Moves bodies so that the given boxes share an edge or a centre line. Locked ones stay. */
export function alignBodies(extents: Extents, alignment: Alignment): Command {
  return command("Align", (scenario) => {
    const boxes = [...extents.values()];
    if (boxes.length < 2) return scenario;
    const left = Math.min(...boxes.map(({ x }) => x));
    const right = Math.max(...boxes.map(({ x, width }) => x + width));
    const top = Math.min(...boxes.map(({ y }) => y));
    const bottom = Math.max(...boxes.map(({ y, height }) => y + height));
    const shifts = [...extents].map(([id, box]): [string, Point] => {
      const byAlignment: Record<Alignment, Point> = {
        left: { x: left - box.x, y: 0 },
        right: { x: right - box.x - box.width, y: 0 },
        center: { x: (left + right - box.width) / 2 - box.x, y: 0 },
        top: { x: 0, y: top - box.y },
        bottom: { x: 0, y: bottom - box.y - box.height },
        middle: { x: 0, y: (top + bottom - box.height) / 2 - box.y },
      };
      return [id, byAlignment[alignment]];
    });
    return withShifts(scenario, new Map(shifts));
  });
}

/** Moves all but the outer two so that the boxes' centres are evenly spaced along an axis. */
export function distributeBodies(extents: Extents, axis: "x" | "y"): Command {
  return command("Distribute", (scenario) => {
    const side = axis === "x" ? "width" : "height";
    const middles = [...extents].map(([id, box]) => ({ id, middle: box[axis] + box[side] / 2 }));
    middles.sort((one, other) => one.middle - other.middle);
    const first = middles[0];
    const last = middles.at(-1);
    if (!first || !last || middles.length < 3) return scenario;
    const step = (last.middle - first.middle) / (middles.length - 1);
    const shifts = middles.map(({ id, middle }, rank): [string, Point] => {
      const shift = tidy(first.middle + step * rank - middle);
      return [id, axis === "x" ? { x: shift, y: 0 } : { x: 0, y: shift }];
    });
    return withShifts(scenario, new Map(shifts));
  });
}

function withShifts(scenario: SlimScenario, shifts: ReadonlyMap<string, Point>): SlimScenario {
  const { onLanesAsBefore } = motionEditingOf(scenario);
  const edited = editActors(scenario, [...shifts.keys()], (actor) => {
    const { x, y } = shifts.get(actor.id) ?? { x: 0, y: 0 };
    return onLanesAsBefore(shiftedActor(actor, x, y));
  });
  return withParts(edited, {
    occluders: mapWhere(
      edited.occluders,
      ({ locked }) => !locked,
      (occluder) => {
        const { x, y } = shifts.get(occluder.id) ?? { x: 0, y: 0 };
        return x === 0 && y === 0 ? occluder : { ...occluder, x: clampCoordinate(occluder.x + x), y: clampCoordinate(occluder.y + y) };
      },
    ),
  });
}
