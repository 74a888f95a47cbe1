import { sentence } from "@/core/text";
import { notify } from "../shell/notify";

/** Does something with the library; an error is shown, and nothing else happens. True if it succeeded. */
export async function attempt(title: string, work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    // It concerns what was asked for, not the open scenario: opening another must not take it away.
    notify({ tone: "error", title, message: sentence(reason), isAboutBrowser: true });
    return false;
  }
}
