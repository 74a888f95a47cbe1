import { createHash } from "node:crypto";
import type { WholeScenario } from "@/core/document";
import type { FrameRange } from "@/core/timeline";
import { createFrameRenderer } from "@/export/picture/createFrameRenderer";
import type { PictureSettings } from "@/export/picture/frameRenderer";

/** MD5 of the frames of a road scenario in YUV 4:2:0, rendered here in Node. */
export async function frameDigests(
  scenario: WholeScenario,
  { start, end }: FrameRange,
  settings: Partial<PictureSettings> = {},
): Promise<string[]> {
  const renderer = await createFrameRenderer({ scenario, firstFrame: start, frameStamp: false, instances: false, ...settings });
  const target = new Uint8Array(renderer.frameBytes);
  return Array.from({ length: end - start }, (_, frame) => {
    renderer.render(start + frame, target);
    return createHash("md5").update(target).digest("hex");
  });
}

/** The digests that a `frames.md5` lists. */
export const digestsIn = (text: string): string[] =>
  text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => line.split(",").at(-1)?.trim() ?? "");
