import { useId, type ReactNode } from "react";
import classes from "./panels.module.css";

/** A titled part of a panel; `action` is on the right of the title. */
export function Section({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id}>
      <div className={classes.sectionHead}>
        <h2 className={classes.sectionTitle} id={id}>
          {title}
        </h2>
        {action}
      </div>
      <div className={classes.fields}>{children}</div>
    </section>
  );
}
