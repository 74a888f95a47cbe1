import type { ExportPlan } from "./plan";

type Circumstances = {
  /** The number of annotations written. */
  readonly annotations: number;
  readonly sharedMemory: boolean;
  /** Whether the browser lets the page store files. */
  readonly onDisk: boolean;
};

/** What whoever exported should know about the finished bundle. */
export function exportNotes(
  { quality, webm, engine }: Pick<ExportPlan, "quality" | "webm" | "engine">,
  { annotations, sharedMemory, onDisk }: Circumstances,
): string[] {
  const notes: string[] = [];
  if (annotations === 0)
    notes.push("No actor appears in these frames, so the ground truth has no annotations; check the actors' times and the range");
  if (quality === "lossless")
    notes.push(
      "Lossless H.264 (High 4:4:4 Predictive) does not play in QuickTime, Safari and PowerPoint; " +
        (webm ? "use video.webm there" : "for those, export at quality high, or add a WebM"),
    );
  if (!sharedMemory && engine === "ffmpeg")
    notes.push("The page is not cross-origin isolated, so frames could not be passed in shared memory, and the export was slower");
  if (!onDisk) notes.push("This browser does not let the page store files, so the export was kept in memory");
  return notes;
}
