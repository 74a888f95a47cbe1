import { IconAlertTriangle } from "@tabler/icons-react";
import { useMemo } from "react";
import type { Actor } from "@/core/document";
import { motionFaultText } from "@/core/motion";
import { rulesOf } from "@/editor";
import { useScenario, useSession } from "../../../context/EditorContext";
import { speedText } from "../../../fields/speeds";
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
        {motionFaultText(fault, (speed) => speedText(speed, unit, 0))}
      </span>
    </p>
  ));
}
