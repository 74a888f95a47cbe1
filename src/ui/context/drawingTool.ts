import type { SessionState } from "@/editor";

/** Whether a drawing tool is active, for which the stage then keeps keyboard focus. */
export const isDrawingTool = ({ tool }: Pick<SessionState, "tool">): boolean => tool !== "select" && tool !== "hand";
