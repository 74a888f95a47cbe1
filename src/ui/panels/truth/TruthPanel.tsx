import { OverlaySection } from "./OverlaySection";
import { RecordsSection } from "./RecordsSection";
import { VisibilitySection } from "./VisibilitySection";

/** What the ground truth says at the playhead, and how much of the chosen actor is seen over time. */
export function TruthPanel() {
  return (
    <>
      <RecordsSection />
      <VisibilitySection />
      <OverlaySection />
    </>
  );
}
