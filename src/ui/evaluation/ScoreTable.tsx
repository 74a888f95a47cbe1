import { DETECTIONS_PER_FRAME, type EvaluationReport } from "@/detection";
import { Section } from "../panels/Section";
import panels from "../panels/panels.module.css";
import { score } from "@/reports/markup";
import { className } from "./words";
import classes from "./evaluation.module.css";

/** The scores of each class. */
export function ScoreTable({ report: { classes: rows, tracking } }: { report: EvaluationReport }) {
  return (
    <Section title="By class">
      <div className={classes.scroll} tabIndex={0} role="region" aria-label="Scores by class">
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">Class</th>
              <th scope="col">Objects</th>
              <th scope="col">Prec.</th>
              <th scope="col">Recall</th>
              <th scope="col">F1</th>
              <th scope="col">AP</th>
              {tracking && (
                <>
                  <th scope="col">MOTA</th>
                  <th scope="col">IDF1</th>
                  <th scope="col">HOTA</th>
                </>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              // If a class has no objects, there is no share of them.
              const tracks = row.truth > 0 ? tracking?.classes.find(({ class_label }) => class_label === row.class_label) : undefined;
              return (
                <tr key={row.class_label}>
                  <th scope="row">{className(row.class_label)}</th>
                  <td>{row.truth}</td>
                  <td>{score(row.precision)}</td>
                  <td>{score(row.recall)}</td>
                  <td>{score(row.f1)}</td>
                  <td>{row.truth > 0 ? score(row.average_precision) : "no objects"}</td>
                  {tracking && (
                    <>
                      <td>{tracks ? score(tracks.mota) : "–"}</td>
                      <td>{tracks ? score(tracks.idf1) : "–"}</td>
                      <td>{tracks ? score(tracks.hota) : "–"}</td>
                    </>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <p className={panels.hint}>
        Average precision (AP) considers the {DETECTIONS_PER_FRAME} most confident detections per class and frame, as pycocotools does. The
        mean covers the classes that have objects.
      </p>
    </Section>
  );
}
