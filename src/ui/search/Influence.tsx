import type { SearchReport } from "@/search/report";
import { percent } from "@/reports/markup";
import evaluation from "../evaluation/evaluation.module.css";
import panels from "../panels/panels.module.css";
import { capital } from "./searchWords";
import classes from "./search.module.css";

/** How often variants failed, by the value of each variable; what was tried is told by it, too. */
export function Influence({ report: { influence, variables } }: { report: SearchReport }) {
  return (
    <>
      <p className={panels.hint}>
        Share of variants that failed, by the value of each variable, whatever the others were. The search looks closer where the detector
        begins to fail, so this describes the search, not traffic.
      </p>
      <div className={classes.influences}>
        {influence.map(({ name, bins }, index) => (
          <table key={name} className={evaluation.table}>
            <caption>
              {capital(name)}
              <span className={classes.quiet}> {variables[index]?.values} values</span>
            </caption>
            <tbody>
              {bins.map(({ values, evaluated, failed, interval: [low, high] }) => (
                <tr key={values} title={evaluated === 0 ? "Not tried" : `Between ${percent(low)} and ${percent(high)}`}>
                  <th scope="row">{values}</th>
                  <td className={evaluation.meterCell}>
                    <span className={classes.failShare}>
                      <span style={{ width: `${evaluated === 0 ? 0 : (100 * failed) / evaluated}%` }} />
                    </span>
                  </td>
                  <td>{evaluated === 0 ? "not tried" : `${failed} of ${evaluated}`}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
    </>
  );
}
