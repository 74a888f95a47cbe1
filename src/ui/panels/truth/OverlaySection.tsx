import { OVERLAYS } from "@/editor";
import { useAction } from "../../context/useAction";
import { SwitchField } from "../../fields/SwitchField";
import { Section } from "../Section";

/** What is drawn over the stage and never exported. */
export function OverlaySection() {
  return (
    <Section title="Show on the stage">
      {OVERLAYS.map((overlay) => (
        <OverlaySwitch key={overlay} action={`view.overlay-${overlay}`} />
      ))}
    </Section>
  );
}

function OverlaySwitch({ action }: { action: string }) {
  const { label, checked = false, perform } = useAction(action);
  const name = label.replace(/^Show (all )?/, "");
  return <SwitchField label={name.charAt(0).toUpperCase() + name.slice(1)} checked={checked} onChange={perform} />;
}
