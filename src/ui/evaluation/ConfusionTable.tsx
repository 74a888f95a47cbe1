import type { ConfusionMatrix } from "@/detection";
import { Section } from "../panels/Section";
import { className } from "./words";
import classes from "./evaluation.module.css";

/** What objects of each class were reported as. The stronger a cell, the larger its share of the row. */
export function ConfusionTable({ matrix: { labels, counts } }: { matrix: ConfusionMatrix }) {
  const columns = [...labels.map(className), "not reported"];
  const rows = [...labels.map(className), "no object"];
  return (
    <Section title="Confusion">
      <div className={classes.scroll} tabIndex={0} role="region" aria-label="Confusion matrix">
        <table className={`${classes.table} ${classes.confusion}`}>
          <thead>
            <tr>
              <th scope="col">Truth, reported as</th>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, place) => {
              const ofRow = counts[place] ?? [];
              const sum = ofRow.reduce((total, count) => total + count, 0);
              return (
                <tr key={row}>
                  <th scope="row">{row}</th>
                  {ofRow.map((count, column) => (
                    <td
                      key={column}
                      style={{
                        background:
                          count === 0
                            ? undefined
                            : `color-mix(in srgb, var(${outcomeOf(place, column, labels.length)}) ` +
                              `${Math.round(6 + 22 * (count / sum))}%, transparent)`,
                      }}
                    >
                      {count === 0 ? <span className={classes.none}>0</span> : count}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

function outcomeOf(row: number, column: number, none: number): string {
  if (row === column) return "--outcome-tp";
  return column === none ? "--outcome-fn" : "--outcome-fp";
}
