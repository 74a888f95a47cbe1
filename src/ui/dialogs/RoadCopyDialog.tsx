import { Button } from "@mantine/core";
import { IconCheck, IconMinus } from "@tabler/icons-react";
import { useMemo } from "react";
import { roadCopyFault, roadCopyOf } from "@/editor";
import { useScenario } from "../context/EditorContext";
import { useServices } from "../context/ServicesContext";
import { Picture } from "../pictures/Picture";
import { DialogFrame, type DialogProps } from "./DialogFrame";
import classes from "./roadCopy.module.css";

/** Offers a picture scenario as a road: both pictures, what the copy has, and what it has not. The scenario itself stays as it is. */
export function RoadCopyDialog({ opened, onClose }: DialogProps) {
  return (
    <DialogFrame opened={opened} onClose={onClose} title="Open as a road scenario" size={680}>
      <Offer onClose={onClose} />
    </DialogFrame>
  );
}

function Offer({ onClose }: Pick<DialogProps, "onClose">) {
  const { files, editor } = useServices();
  const scenario = useScenario((present) => present);
  const fault = roadCopyFault(scenario);
  const copy = useMemo(() => (roadCopyFault(scenario) === null ? roadCopyOf(scenario, crypto.randomUUID()) : null), [scenario]);
  if (!copy) return <p className={classes.text}>{fault}.</p>;
  const { frame } = editor.transient.getState();
  return (
    <>
      <p className={classes.text}>
        A copy in metres, based on the scene’s scale. It opens as a separate scenario; this one does not change.
      </p>
      <div className={classes.pictures}>
        <figure className={classes.figure}>
          <Picture className={classes.picture} scenario={scenario} frame={frame} />
          <figcaption>Now, in pixels</figcaption>
        </figure>
        <figure className={classes.figure}>
          <Picture className={classes.picture} scenario={copy.scenario} frame={frame} />
          <figcaption>The copy, in metres</figcaption>
        </figure>
      </div>
      <div className={classes.lists}>
        <section aria-label="Kept">
          <h3 className={classes.title}>Kept</h3>
          <ul className={classes.list}>
            {copy.kept.map((text) => (
              <li key={text}>
                <IconCheck size={14} stroke={2} aria-hidden className={classes.kept} />
                <span>{text}</span>
              </li>
            ))}
          </ul>
        </section>
        <section aria-label="Not kept">
          <h3 className={classes.title}>Not kept</h3>
          <ul className={classes.list}>
            {copy.lost.map((text) => (
              <li key={text}>
                <IconMinus size={14} stroke={2} aria-hidden />
                <span>{text}</span>
              </li>
            ))}
          </ul>
        </section>
      </div>
      <div className={classes.buttons}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          data-autofocus
          onClick={() => {
            onClose();
            void files.open(copy.scenario);
          }}
        >
          Open road copy
        </Button>
      </div>
    </>
  );
}
