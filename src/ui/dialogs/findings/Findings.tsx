import { IconAlertCircle, IconAlertTriangle, IconInfoCircle } from "@tabler/icons-react";
import type { Finding, Severity } from "@/formats";
import { counted, sentence } from "../../look/format";
import classes from "./findings.module.css";

const LOOKS: Record<Severity, { readonly icon: typeof IconInfoCircle; readonly name: string }> = {
  error: { icon: IconAlertCircle, name: "Error" },
  warning: { icon: IconAlertTriangle, name: "Warning" },
  info: { icon: IconInfoCircle, name: "Note" },
};

const ORDER: readonly Severity[] = ["error", "warning", "info"];

/** What was noticed in files: where, what, and how to mend it; what is worst comes first. */
export function Findings({ findings, label }: { readonly findings: readonly Finding[]; readonly label: string }) {
  return (
    <ul className={classes.list} aria-label={label} tabIndex={0}>
      {findings.toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity)).map(({ severity, file, place, message, mend }, index) => {
        const { icon: SeverityIcon, name } = LOOKS[severity];
        const where = [file, place].filter((part) => part !== "").join(", ");
        return (
          <li key={index} className={classes.finding} data-severity={severity}>
            <SeverityIcon size={16} stroke={1.75} aria-label={name} role="img" />
            <div>
              {where !== "" && <p className={classes.where}>{where}</p>}
              <p className={classes.message}>{sentence(capital(message))}</p>
              <p className={classes.mend}>{sentence(capital(mend))}</p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}

/** `2 errors, 1 note`. */
export function countFindings(findings: readonly Finding[]): string {
  const count = (severity: Severity, one: string) => {
    const found = findings.filter((finding) => finding.severity === severity).length;
    return found === 0 ? [] : [counted(found, one, `${one}s`)];
  };
  return [...count("error", "error"), ...count("warning", "warning"), ...count("info", "note")].join(", ");
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
