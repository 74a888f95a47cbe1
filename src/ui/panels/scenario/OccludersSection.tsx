import { ActionIcon, Menu } from "@mantine/core";
import { IconBarrierBlock, IconPlus } from "@tabler/icons-react";
import { OCCLUDER_KINDS, OCCLUDER_LABELS, type Occluder } from "@/core/document";
import { addOccluders, rulesOf, selectionOf, toggled } from "@/editor";
import { useEditor, useScenario, useSession } from "../../context/EditorContext";
import { actorColor } from "../../look/actors";
import { showPanel } from "../tabs";
import { Section } from "../Section";
import panels from "../panels.module.css";
import classes from "./scenario.module.css";

/** Occluders hide what is behind them, in the picture and in the ground truth. */
export function OccludersSection() {
  const editor = useEditor();
  const occluders = useScenario((scenario) => scenario.occluders);
  return (
    <Section
      title="Occluders"
      action={
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon aria-label="Add occluder">
              <IconPlus size={16} stroke={1.75} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {OCCLUDER_KINDS.map((kind) => (
              <Menu.Item
                key={kind}
                onClick={() => {
                  const { scenario } = editor.document.getState();
                  const rules = rulesOf(scenario);
                  const occluder = rules.occluder(scenario, kind, rules.placeOfNew(scenario), null);
                  editor.run(addOccluders([occluder]));
                  editor.session.setState({ selection: selectionOf({ occluders: [occluder.id] }) });
                }}
              >
                {OCCLUDER_LABELS[kind]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      }
    >
      {occluders.length === 0 ? (
        <p className={panels.hint}>An occluder hides the actors behind it, both in the video and in the ground truth.</p>
      ) : (
        <ul className={panels.list}>
          {occluders.map((occluder) => (
            <OccluderItem key={occluder.id} occluder={occluder} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function OccluderItem({ occluder }: { occluder: Occluder }) {
  const editor = useEditor();
  const selected = useSession(({ selection }) => selection.occluders.includes(occluder.id));
  return (
    <li className={classes.item} data-selected={selected || undefined}>
      <div className={classes.itemHead}>
        <button
          type="button"
          className={classes.itemButton}
          aria-pressed={selected}
          onClick={(event) => {
            const { selection } = editor.session.getState();
            editor.session.setState({
              selection: event.shiftKey ? toggled(selection, { occluder: occluder.id }) : selectionOf({ occluders: [occluder.id] }),
            });
            showPanel(editor, "actor");
          }}
        >
          <IconBarrierBlock size={16} stroke={1.75} color={actorColor("occluder")} aria-hidden />
          <span className={classes.itemName}>{occluder.name}</span>
          <span className={classes.itemDetail}>{OCCLUDER_LABELS[occluder.kind]}</span>
        </button>
      </div>
    </li>
  );
}
