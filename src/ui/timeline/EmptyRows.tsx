import { useScenario } from "../context/EditorContext";
import classes from "./timeline.module.css";

/** What the timeline says while there is no actor. */
export function EmptyRows() {
  const occluders = useScenario(({ occluders: placed }) => placed.length);
  return (
    <p className={classes.empty}>
      {occluders === 0 ? "Actors get a row each here." : "Actors get a row each here; occluders stand still and need none."}
    </p>
  );
}
