import type { PairRendererSource } from "../commands/search";
import { renewedSession } from "../headless/renewedSession";
import { headlessRenderer } from "../suite/headlessRenderer";

/** Renders the bundles of pairs in one headless browser. */
export const headlessPairs: PairRendererSource = {
  build: headlessRenderer.build,
  open: () => {
    const browser = renewedSession();
    return Promise.resolve({
      render: async (scenario, frame, folder) => {
        const session = await browser.session();
        await session.export({ scenario, engine: "ffmpeg", quality: "standard", still: frame }, folder, () => undefined);
      },
      close: browser.close,
    });
  },
};
