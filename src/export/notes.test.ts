import { expect, it } from "vitest";
import { exportNotes } from "./notes";

it("a lossless export says which players refuse it, and what plays there instead", () => {
  const usual = { annotations: 5, sharedMemory: true, onDisk: true };
  const notes = (quality: "high" | "lossless", webm: boolean) => exportNotes({ quality, webm, engine: "ffmpeg" }, usual);
  expect([notes("high", false), notes("high", true)]).toEqual([[], []]);
  const refused = "Lossless H.264 (High 4:4:4 Predictive) does not play in QuickTime, Safari and PowerPoint";
  expect(notes("lossless", false)).toEqual([`${refused}; for those, export at quality high, or add a WebM`]);
  expect(notes("lossless", true)).toEqual([`${refused}; use video.webm there`]);
});

it("an export tells of what is missing in it, and of what the browser does not allow", () => {
  const poor = { annotations: 0, sharedMemory: false, onDisk: false };
  expect(exportNotes({ quality: "high", webm: false, engine: "ffmpeg" }, poor)).toEqual([
    expect.stringContaining("no annotations"),
    expect.stringContaining("not cross-origin isolated"),
    expect.stringContaining("kept in memory"),
  ]);
  expect(exportNotes({ quality: "high", webm: false, engine: "webcodecs" }, poor)).toHaveLength(2);
});
