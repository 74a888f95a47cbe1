import type { Command } from "commander";
import { lintBundle } from "@/formats";
import { openBundleFolder } from "../bundle/bundleFolder";

/** Adds `jaywalk lint`. */
export function addLintCommand(program: Command): void {
  program
    .command("lint <BUNDLE_DIR>")
    .description("read a bundle again as its consumers will, and say what is wrong; exit status 1 where there are errors")
    .option("--json", "end with one JSON object on stdout")
    .action(async (folder: string, { json }: { json?: boolean }) => {
      const findings = await lintBundle(await openBundleFolder(folder));
      const errors = findings.filter(({ severity }) => severity === "error").length;
      if (json) process.stdout.write(`${JSON.stringify({ bundle: folder, errors, findings })}\n`);
      else {
        for (const { severity, file, place, message, mend } of findings)
          process.stdout.write(`${severity}: ${file}${place ? `, ${place}` : ""}: ${message}. ${mend}\n`);
        process.stdout.write(findings.length === 0 ? `${folder}: nothing to mend\n` : `${folder}: ${errors} errors, ${findings.length - errors} notes\n`);
      }
      if (errors > 0) process.exitCode = 1;
    });
}
