import { IconAlertTriangle } from "@tabler/icons-react";
import { useMemo } from "react";
import type { Actor } from "@/core/document";
import { rulesOf } from "@/editor";
import { useScenario, useSession } from "../../../context/EditorContext";
import { faultText } from "./faultText";
import classes from "../road.module.css";

/** What of an actor's motion no body can do; its picture is drawn all the same. */
export function MotionWarnings({ actor, isNamed }: { actor: Actor; isNamed: boolean }) {
  const scenario = useScenario((present) => present);
  const unit = useSession(({ speedUnit }) => speedUnit);
  const faults = useMemo(() => rulesOf(scenario).motionFaults(scenario, actor), [scenario, actor]);
  return faults.map((fault, index) => (
    <p key={index} className={classes.warning}>
      <IconAlertTriangle size={15} stroke={1.75} aria-hidden />
      <span>
        {isNamed ? `${actor.name}: ` : ""}
        {faultText(fault, unit)}
      </span>
    </p>
  ));
}
