import { Button } from "@mantine/core";
import { ActorIcon } from "../look/actors";
import { useAction } from "../context/useAction";
import { useScenario, useSession } from "../context/EditorContext";
import classes from "./stage.module.css";

/** What a scenario without anything in it says, until a tool is taken up. */
export function EmptyStage() {
  const empty = useScenario(({ actors, occluders }) => actors.length + occluders.length === 0);
  const idle = useSession(({ tool }) => tool === "select");
  return empty && idle && <Invitation />;
}

function Invitation() {
  const pedestrian = useAction("tool.place-pedestrian");
  const vehicle = useAction("tool.place-vehicle");
  const presets = useAction("file.presets");
  const tour = useAction("help.tour");
  return (
    <div className={classes.empty}>
      <p>Choose who moves, then drag their way on the picture.</p>
      <Button variant="default" leftSection={<ActorIcon type="pedestrian" />} onClick={pedestrian.perform}>
        Pedestrian
      </Button>
      <Button variant="default" leftSection={<ActorIcon type="vehicle" />} onClick={vehicle.perform}>
        Vehicle
      </Button>
      <Button variant="subtle" onClick={presets.perform}>
        Browse presets
      </Button>
      <Button variant="subtle" onClick={tour.perform}>
        Take the tour
      </Button>
    </div>
  );
}
