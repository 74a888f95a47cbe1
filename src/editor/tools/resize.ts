import type { Scenario, Size } from "@/core/document";
import { scenePose } from "@/core/scene";
import { resizeActors } from "../commands/actors";
import type { Command } from "../commands/command";
import { placeOccluder } from "../commands/occluders";
import { changeRegions } from "../commands/regions";
import type { Editor } from "../editor";
import type { ItemRef, ResizeEdge } from "../target";
import type { Drag, PointerInput } from "./tool";

/** Resizes a body or a region. Corners keep a body's proportions, unless Shift is held; an actor's feet stay where they are. */
export function resizeItem(editor: Editor, start: PointerInput, item: ItemRef, edge: ResizeEdge): Drag {
  const gesture = editor.gesture("Resize");
  const { scenario } = editor.document.getState();
  const change =
    item.kind === "region"
      ? regionResize(scenario, item.index, edge)
      : item.kind === "actor"
        ? actorResize(editor, scenario, item.id, edge)
        : occluderResize(scenario, item.id, edge);
  return {
    move: (input) => {
      const command = change?.(input.x - start.x, input.y - start.y, input.shift === true);
      if (command) gesture.update(command);
    },
    up: gesture.commit,
    cancel: gesture.cancel,
  };
}

type Resize = (dx: number, dy: number, free: boolean) => Command;

const horizontally = (edge: ResizeEdge) => (edge.endsWith("left") ? -1 : edge.endsWith("right") ? 1 : 0);
const vertically = (edge: ResizeEdge) => (edge.startsWith("top") ? -1 : edge.startsWith("bottom") ? 1 : 0);

/**
 * The size after a drag in whole pixels, with proportions kept at corners; a side that is not dragged keeps its length to the
 * hundredth. `reach`: how much a side grows for a pixel of drag.
 */
function dragged(size: Size, edge: ResizeEdge, dx: number, dy: number, free: boolean, reach: number): Size {
  const width = Math.max(2, size.width + horizontally(edge) * dx * reach);
  const height = Math.max(2, size.height + vertically(edge) * dy);
  if (horizontally(edge) === 0) return { width: size.width, height: Math.round(height) };
  if (vertically(edge) === 0) return { width: Math.round(width), height: size.height };
  if (free) return { width: Math.round(width), height: Math.round(height) };
  const factor = Math.max(width / size.width, height / size.height);
  return { width: Math.round(size.width * factor), height: Math.round(size.height * factor) };
}

function actorResize(editor: Editor, scenario: Scenario, id: string, edge: ResizeEdge): Resize | null {
  const actor = scenario.actors.find((other) => other.id === id);
  if (!actor) return null;
  const pose = scenePose(scenario, actor, editor.transient.getState().frame);
  // The factors that waypoints and scene apply to the size here.
  const across = pose.width / actor.size.width;
  const upwards = pose.height / actor.size.height;
  return (dx, dy, free) =>
    resizeActors([id], ({ width, height }) => {
      const next = dragged({ width: width * across, height: height * upwards }, edge, dx, dy, free, 2);
      return {
        width: horizontally(edge) === 0 ? width : Math.round(next.width / across),
        height: vertically(edge) === 0 ? height : Math.round(next.height / upwards),
      };
    });
}

function occluderResize(scenario: Scenario, id: string, edge: ResizeEdge): Resize | null {
  const occluder = scenario.occluders.find((other) => other.id === id);
  if (!occluder) return null;
  return (dx, dy, free) => {
    const size = dragged(occluder.size, edge, dx, dy, free, 1);
    const x = occluder.x + (horizontally(edge) * (size.width - occluder.size.width)) / 2;
    const y = occluder.y + (vertically(edge) > 0 ? size.height - occluder.size.height : 0);
    return placeOccluder(id, { x, y, size });
  };
}

/** A region's sides move freely: it has no proportions to keep. */
function regionResize(scenario: Scenario, index: number, edge: ResizeEdge): Resize | null {
  const region = scenario.ignoreRegions?.[index];
  if (!region) return null;
  return (dx, dy) => {
    const { width, height } = dragged(region, edge, dx, dy, true, 1);
    const x = region.x + (horizontally(edge) < 0 ? region.width - width : 0);
    const y = region.y + (vertically(edge) < 0 ? region.height - height : 0);
    return changeRegions([index], { x, y, width, height });
  };
}
