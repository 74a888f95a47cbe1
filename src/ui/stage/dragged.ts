import { ACTOR_TYPES } from "@/core/document";
import { ROAD_USER_KINDS, roadUserOf } from "@/core/world";
import type { NewActor } from "@/editor";

/** The type of data that a tool carries while it is dragged onto the stage; its text is the actor type or the kind of road user. */
export const ACTOR_DRAG_TYPE = "application/x-jaywalk-actor";

/** What is made of dragged data; null if it names nothing that can be made. */
export function draggedActor(text: string): NewActor | null {
  const type = ACTOR_TYPES.find((candidate) => candidate === text);
  if (type) return { type, model: "" };
  const kind = ROAD_USER_KINDS.find((candidate) => candidate === text);
  return kind ? { type: roadUserOf(kind).type, model: kind } : null;
}
