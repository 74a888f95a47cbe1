import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import type { RendererSource } from "../commands/suite";
import { appFolder } from "./appFolder";
import { HeadlessSession } from "./session";

/** Renders a suite's videos, one after the other, in one headless browser. */
export const headlessRenderers: RendererSource = {
  build: buildOf,
  open: async () => {
    const session = await HeadlessSession.open(appFolder());
    return {
      build: await buildOf(),
      renderBundle: async (scenario, settings, folder, onProgress) => {
        const { engine = "ffmpeg", quality = "standard", formats, frameStamp = false } = settings;
        await session.export({ scenario, engine, quality, frameStamp, ...(formats ? { formats } : {}) }, folder, onProgress);
      },
      close: () => session.close(),
    };
  },
};

/** The names of the built files hold digests of their contents: together they tell one build from another. */
async function buildOf(): Promise<string> {
  const names = (await readdir(appFolder(), { recursive: true })).sort();
  return createHash("sha256").update(names.join("\n")).digest("hex");
}
