import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { WholeScenario } from "@/core/document";
import { rgbPng } from "@/export/picture/rgbPng";
import { browserlessRenderer } from "@/export/picture/browserlessRenderer";
import { truthFiles } from "@/search/files";
import { makeFolder } from "../files/folders";

/** Writes the bundle of one end of a pair into an empty folder, with a small picture of the frame. */
export interface PairRenderer {
  render(scenario: WholeScenario, frame: number, folder: string): Promise<void>;
  close(): Promise<void>;
}

/** The parts of a bundle that need no browser: scenario, ground truth, which frames it covers; of a road also the picture of the frame. */
export const truthRenderer: PairRenderer = {
  render: async (scenario, frame, folder) => {
    await makeFolder(folder);
    for (const { name, pieces } of truthFiles(scenario)) await writeFile(join(folder, name), [...pieces].join(""));
    const renderer = browserlessRenderer(scenario);
    if (renderer) await writeFile(join(folder, "frame.png"), rgbPng(await renderer.pixels(frame)));
  },
  close: () => Promise.resolve(),
};
