import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { sha256Of } from "@/core/digest";
import { exportRequest } from "@/suite";
import type { RendererSource } from "../commands/suite";
import { appFolder } from "../headless/appFolder";
import { HeadlessSession } from "../headless/session";

/** Renders suites in one headless browser, with the app next to this command. */
export const headlessRenderer: RendererSource = {
  // The page names its scripts by their contents, and they name the others: any change of the app changes the page.
  build: async () => sha256Of(await readFile(join(appFolder(), "headless.html"), "utf8")),
  open: () => {
    let session: HeadlessSession | null = null;
    const close = async () => {
      await session?.close();
      session = null;
    };
    return Promise.resolve({
      renderBundle: async (scenario, settings, folder, onProgress) => {
        // A browser that crashes loses the current video, but not the following ones.
        if (session?.ended) await close();
        session ??= await HeadlessSession.open(appFolder());
        await session.export(exportRequest(scenario, settings), folder, onProgress);
      },
      close,
    });
  },
};
