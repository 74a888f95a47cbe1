import type { Band } from "@/detection";
import { WEATHER_LABELS } from "../look/weather";
import { score } from "@/reports/markup";
import classes from "./evaluation.module.css";

/** Scores of parts of the truth, divided by one circumstance; nothing if there are none. */
export function BandTable({ title, bands }: { title: string; bands: readonly Band[] }) {
  if (bands.length === 0) return null;
  const weather: Record<string, string> = WEATHER_LABELS;
  return (
    <table className={classes.table} aria-label={`Scores by ${title.toLowerCase()}`}>
      <thead>
        <tr>
          <th scope="col">{title}</th>
          <th scope="col">Objects</th>
          <th scope="col">Missed</th>
          <th scope="col">False</th>
          <th scope="col" colSpan={2}>
            Recall
          </th>
        </tr>
      </thead>
      <tbody>
        {bands.map(({ band, truth, missed, false_positives, recall }) => (
          <tr key={band}>
            <th scope="row">{weather[band] ?? band}</th>
            <td>{truth}</td>
            <td>{missed}</td>
            <td>{false_positives ?? "–"}</td>
            <td>{score(recall)}</td>
            <td className={classes.meterCell} aria-hidden>
              <span className={classes.meter}>
                <span style={{ width: `${recall * 100}%` }} />
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
