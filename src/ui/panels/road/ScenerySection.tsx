import { Button, Menu } from "@mantine/core";
import { IconDice5, IconPlus } from "@tabler/icons-react";
import type { Road } from "@/core/document";
import { SCENERY_GROUPS, SCENERY_LIMITS } from "@/core/world/scenery";
import { changeScenery, putSignal, setScenery, showSceneryGroup } from "@/editor";
import { useEditor } from "../../context/EditorContext";
import { DocumentNumber } from "../../fields/DocumentNumber";
import { SliderField } from "../../fields/SliderField";
import { SwitchField } from "../../fields/SwitchField";
import { GROUP_LABELS, PHASE_LABELS, PHASES } from "../../look/scenery";
import { Section } from "../Section";
import panels from "../panels.module.css";

/** What stands beside the road without being placed. */
export function ScenerySection({ road: { plan, scenery } }: { road: Road }) {
  const editor = useEditor();
  const hasSignals = "control" in plan && plan.control === "signals";
  return (
    <Section title="Scenery">
      <SwitchField label="Show scenery" checked={scenery !== undefined} onChange={(on) => editor.run(setScenery(on))} />
      {!scenery && (
        <p className={panels.hint}>Houses, trees, signs and parked cars beside the road. They hide actors but are not annotated.</p>
      )}
      {scenery && (
        <>
          <DocumentNumber
            label="Seed"
            value={scenery.seed}
            checked
            units={{}}
            step={1}
            digits={0}
            min={SCENERY_LIMITS.seed.min}
            max={SCENERY_LIMITS.seed.max}
            change={(seed) => changeScenery({ seed })}
          />
          <Button
            variant="default"
            size="xs"
            leftSection={<IconDice5 size={14} aria-hidden />}
            onClick={() => editor.run(changeScenery({ seed: (scenery.seed + 1) % (SCENERY_LIMITS.seed.max + 1) }))}
          >
            Another street
          </Button>
          <SliderField label="Density" value={scenery.density} change={(density) => changeScenery({ density })} />
          {SCENERY_GROUPS.map((group) => (
            <SwitchField
              key={group}
              label={GROUP_LABELS[group]}
              checked={scenery.groups?.includes(group) ?? true}
              onChange={(on) => editor.run(showSceneryGroup(group, on))}
            />
          ))}
          {hasSignals && <SignalFields />}
        </>
      )}
    </Section>
  );
}

/** Lets a phase of the traffic lights begin at the playhead; the timeline shows and moves them. */
function SignalFields() {
  const editor = useEditor();
  return (
    <>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />}>
            Traffic light phase at the playhead
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {PHASES.map((phase) => (
            <Menu.Item key={phase} onClick={() => editor.run(putSignal(Math.max(0, Math.round(editor.transient.getState().frame)), phase))}>
              {PHASE_LABELS[phase]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <p className={panels.hint}>Amber and red in between follow by themselves. The timeline shows what the lights do.</p>
    </>
  );
}
