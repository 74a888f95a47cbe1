import { ActionIcon, Menu } from "@mantine/core";
import { IconChevronDown, IconChevronRight, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { Generator } from "@/core/document";
import { addGenerator, selectionOf } from "@/editor";
import { useEditor, useScenario } from "../../context/EditorContext";
import { ActorIcon } from "../../look/actors";
import { Section } from "../Section";
import { GENERATOR_KINDS, GENERATOR_LABELS, GENERATOR_TYPES, describeGenerator, newGenerator, type GeneratorKind } from "./generatorKinds";
import { GeneratorForm } from "./GeneratorForm";
import panels from "../panels.module.css";
import classes from "./scenario.module.css";

/** Rules that make actors and stay editable: another count or spacing makes them again. */
export function GeneratorsSection() {
  const editor = useEditor();
  const generators = useScenario((scenario) => scenario.generators);
  const [open, setOpen] = useState<string | null>(null);
  const add = (kind: GeneratorKind) => {
    const settings = newGenerator(kind, editor.document.getState().scenario, editor.transient.getState().frame);
    const after = editor.run(addGenerator(settings));
    const added = after.generators.at(-1);
    if (!added || generators.includes(added)) return;
    setOpen(added.id);
    const actors = after.actors.filter(({ generatorId }) => generatorId === added.id).map(({ id }) => id);
    editor.session.setState({ selection: selectionOf({ actors }) });
  };
  return (
    <Section
      title="Generators"
      action={
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon aria-label="Add generator">
              <IconPlus size={16} stroke={1.75} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {GENERATOR_KINDS.map((kind) => (
              <Menu.Item key={kind} leftSection={<ActorIcon type={GENERATOR_TYPES[kind]} />} onClick={() => add(kind)}>
                {GENERATOR_LABELS[kind]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      }
    >
      {generators.length === 0 ? (
        <p className={panels.hint}>
          A generator creates actors from a rule: a row of vehicles, a crowd, a crossing. You can edit the rule later.
        </p>
      ) : (
        generators.map((generator) => (
          <GeneratorItem
            key={generator.id}
            generator={generator}
            opened={open === generator.id}
            onToggle={() => setOpen(open === generator.id ? null : generator.id)}
          />
        ))
      )}
    </Section>
  );
}

function GeneratorItem({ generator, opened, onToggle }: { generator: Generator; opened: boolean; onToggle: () => void }) {
  const Chevron = opened ? IconChevronDown : IconChevronRight;
  return (
    <div className={classes.item}>
      <div className={classes.itemHead}>
        <button type="button" className={classes.itemButton} aria-expanded={opened} onClick={onToggle}>
          <Chevron size={14} stroke={1.75} aria-hidden />
          <ActorIcon type={GENERATOR_TYPES[generator.kind]} />
          <span className={classes.itemName}>{GENERATOR_LABELS[generator.kind]}</span>
          <span className={classes.itemDetail}>{describeGenerator(generator)}</span>
        </button>
      </div>
      {opened && <GeneratorForm generator={generator} />}
    </div>
  );
}
