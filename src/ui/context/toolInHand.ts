import type { SessionState } from "@/editor";

/** Whether a drawing tool has been taken up, which the stage then keeps the keyboard for. */
export const isInHand = ({ tool }: Pick<SessionState, "tool">): boolean => tool !== "select" && tool !== "hand";
