import { makeFolder } from "../files/folders";
import { appFolder } from "../headless/appFolder";
import { HeadlessSession } from "../headless/session";
import type { VideoSource } from "./videoDetector";

/** Videos of scenarios as bundles have them, rendered in one headless browser, which is started by the first. */
export function headlessVideos(): VideoSource {
  let session: HeadlessSession | null = null;
  const close = async () => {
    await session?.close();
    session = null;
  };
  return {
    video: async (scenario, folder) => {
      // A browser that crashed is replaced for the next scenario.
      if (session?.ended) await close();
      session ??= await HeadlessSession.open(appFolder());
      await makeFolder(folder);
      await session.export({ scenario, engine: "ffmpeg", quality: "standard", formats: [] }, folder, () => undefined);
    },
    close,
  };
}
