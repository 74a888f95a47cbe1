import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { sha256Of } from "@/core/digest";
import { exportRequest } from "@/suite";
import { appFolder } from "../headless/appFolder";
import { renewedSession } from "../headless/renewedSession";
import type { RendererSource } from "./renderer";

/** Renders suites in one headless browser, with the app next to this command. */
export const headlessRenderer: RendererSource = {
  // The page names its scripts by their contents, and they name the others: any change of the app changes the page.
  build: async () => sha256Of(await readFile(join(appFolder(), "headless.html"), "utf8")),
  open: () => {
    const browser = renewedSession();
    return Promise.resolve({
      renderBundle: async (scenario, settings, folder, onProgress) => {
        const session = await browser.session();
        const { notes } = await session.export(exportRequest(scenario, settings), folder, onProgress);
        return { notes, statistics: null };
      },
      close: browser.close,
    });
  },
};
