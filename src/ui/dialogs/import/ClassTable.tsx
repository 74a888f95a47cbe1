import { Select } from "@mantine/core";
import { ACTOR_TYPES } from "@/core/document";
import { ActorIcon } from "../../look/actors";
import type { ImportSummary } from "./protocol";
import { LEAVE_OUT, TYPE_OPTIONS } from "./settings";
import classes from "./import.module.css";

type Props = {
  readonly summary: ImportSummary;
  readonly choices: Readonly<Record<string, string>>;
  readonly onChoose: (label: string, choice: string) => void;
};

/** Each class of the source, how often it occurs, and the type that its tracks become. */
export function ClassTable({ summary, choices, onChoose }: Props) {
  return (
    <section aria-label="Classes">
      <h3 className={classes.heading}>Classes</h3>
      {summary.classes.length === 0 ? (
        <p className={classes.hint}>No boxes were found in these files.</p>
      ) : (
        <div className={classes.tableArea} tabIndex={0} role="group" aria-label="Table of classes">
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">In the file</th>
                <th scope="col">Tracks</th>
                <th scope="col">Boxes</th>
                <th scope="col">Becomes</th>
              </tr>
            </thead>
            <tbody>
              {summary.classes.map(({ label, tracks, boxes }) => {
                const choice = choices[label] ?? LEAVE_OUT;
                const type = ACTOR_TYPES.find((known) => known === choice.split(":")[0]);
                return (
                  <tr key={label} data-left-out={choice === LEAVE_OUT || undefined}>
                    <th scope="row">{label}</th>
                    <td>{tracks.toLocaleString("en")}</td>
                    <td>{boxes.toLocaleString("en")}</td>
                    <td>
                      <Select
                        aria-label={`Type for ${label}`}
                        data={[...TYPE_OPTIONS]}
                        value={choice}
                        leftSection={type ? <ActorIcon type={type} size={15} /> : undefined}
                        onChange={(chosen) => onChoose(label, chosen ?? LEAVE_OUT)}
                      />
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
