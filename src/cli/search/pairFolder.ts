import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { WholeScenario } from "@/core/document";
import { rgbPng } from "@/export/picture/rgbPng";
import { RoadFrameRenderer } from "@/export/picture/roadFrameRenderer";
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
    if (!scenario.road) return;
    const renderer = new RoadFrameRenderer({ scenario, firstFrame: 0, frameStamp: false, instances: false });
    await writeFile(join(folder, "frame.png"), rgbPng(await renderer.pixels(frame)));
  },
  close: () => Promise.resolve(),
};
