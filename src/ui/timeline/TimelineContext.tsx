import { createContext, useContext } from "react";
import type { TimelineView } from "./TimelineView";

const TimelineContext = createContext<TimelineView | null>(null);
export const TimelineProvider = TimelineContext;

export function useTimeline(): TimelineView {
  const view = useContext(TimelineContext);
  if (!view) throw new Error("useTimeline needs a TimelineProvider above it");
  return view;
}
