import { useScenario } from "../context/EditorContext";
import classes from "./timeline.module.css";

/** What the timeline shows while there is no actor. */
export function EmptyRows() {
  const occluders = useScenario(({ occluders: placed }) => placed.length);
  return (
    <p className={classes.empty}>
      {occluders === 0 ? "Each actor gets a row here." : "Each actor gets a row here. Occluders do not move, so they have none."}
    </p>
  );
}
