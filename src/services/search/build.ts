import { sha256Of } from "@/core/digest";
import packageDocument from "../../../package.json";

/** What identifies this build, as the command line names it: the version, and the digest of the page that it renders with. */
export async function buildOf(base: string): Promise<string> {
  try {
    const answer = await fetch(new URL("headless.html", base));
    if (answer.ok) return `${packageDocument.version} (${(await sha256Of(await answer.text())).slice(0, 12)})`;
  } catch {
    // Without a connection to the page's server, the version alone has to do.
  }
  return packageDocument.version;
}
