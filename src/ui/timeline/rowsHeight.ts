import type { Actor } from "@/core/document";
import { ROW_HEIGHT, SPEED_HEIGHT } from "./scale";

/** Height of an actor's rows in CSS pixels: its own, that of a driver's poses, and its speed if that is shown. */
export function rowsHeight({ driverPoses }: Pick<Actor, "driverPoses">, plotted: boolean): number {
  return ROW_HEIGHT + (driverPoses ? ROW_HEIGHT : 0) + (plotted ? SPEED_HEIGHT : 0);
}
