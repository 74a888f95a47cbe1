import { OverlaySection } from "./OverlaySection";
import { RecordsSection } from "./RecordsSection";
import { VisibilitySection } from "./VisibilitySection";

/** The ground truth at the playhead, and how much of the selected actor is visible over time. */
export function TruthPanel() {
  return (
    <>
      <RecordsSection />
      <VisibilitySection />
      <OverlaySection />
    </>
  );
}
