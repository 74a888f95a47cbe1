import type { PairRendererSource } from "../commands/search";
import { appFolder } from "../headless/appFolder";
import { HeadlessSession } from "../headless/session";
import { headlessRenderer } from "../suite/headlessRenderer";

/** Renders the bundles of pairs in one headless browser. */
export const headlessPairs: PairRendererSource = {
  build: headlessRenderer.build,
  open: async () => {
    const session = await HeadlessSession.open(appFolder());
    return {
      render: async (scenario, frame, folder) => {
        await session.export({ scenario, engine: "ffmpeg", quality: "standard", still: frame }, folder, () => undefined);
      },
      close: () => session.close(),
    };
  },
};
