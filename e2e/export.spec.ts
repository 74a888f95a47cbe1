import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { jaywalk, tryJaywalk } from "./support/commandLine";

const folder = mkdtempSync(join(tmpdir(), "jaywalk-export-"));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const rows = (text: string) => text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));

test("lossless video is the same for one and two workers, decodes to the listed digests, and is tagged as the contract says", () => {
  const [one, two] = [1, 2].map((workers) => {
    const out = join(folder, `workers-${workers}`);
    jaywalk(
      "render",
      "urban_complex",
      "--duration",
      "4",
      "--quality",
      "lossless",
      "--formats",
      "none",
      "--workers",
      String(workers),
      "--out",
      out,
    );
    return out;
  });
  if (one === undefined || two === undefined) throw new Error("both renders are needed");
  for (const file of ["video.mp4", "ground_truth.json", "frames.md5", "manifest.json"])
    expect(readFileSync(join(one, file)).equals(readFileSync(join(two, file))), file).toBe(true);

  const video = join(one, "video.mp4");
  const decoded = execFileSync("ffmpeg", ["-v", "error", "-i", video, "-f", "framemd5", "-"], { encoding: "utf8" });
  expect(rows(decoded)).toHaveLength(120);
  expect(rows(decoded)).toEqual(rows(readFileSync(join(one, "frames.md5"), "utf8")));

  const shown = execFileSync("ffprobe", ["-v", "error", "-show_streams", "-of", "json", video], { encoding: "utf8" });
  const { streams } = JSON.parse(shown) as { streams: object[] };
  expect(streams).toHaveLength(1);
  expect(streams[0]).toMatchObject({
    codec_name: "h264",
    pix_fmt: "yuv420p",
    r_frame_rate: "30/1",
    color_range: "tv",
    color_space: "bt709",
    color_transfer: "bt709",
    color_primaries: "bt709",
    nb_frames: "120",
    has_b_frames: 0,
  });
  const bytes = readFileSync(video);
  expect(bytes.indexOf("moov")).toBeLessThan(bytes.indexOf("mdat"));
});

test("on request a bundle holds every frame as an image, a moving thumbnail and a WebM: the same bytes each time", () => {
  const [one, two] = [1, 2].map((workers) => {
    const out = join(folder, `pictures-${workers}`);
    const extras = ["--images", "png", "--thumbnail", "--webm", "--formats", "yolo,coco,instance", "--workers", String(workers)];
    jaywalk(
      "render",
      "urban_complex",
      "--duration",
      "7",
      "--fps",
      "10",
      "--size",
      "320x180",
      "--quality",
      "lossless",
      ...extras,
      "--out",
      out,
    );
    return out;
  });
  if (one === undefined || two === undefined) throw new Error("both renders are needed");
  expect(readFileSync(join(one, "manifest.json")).equals(readFileSync(join(two, "manifest.json")))).toBe(true);
  const labels = readdirSync(join(one, "annotations/yolo/labels/train")).map((name) => name.replace(/\.txt$/, ""));
  const images = readdirSync(join(one, "annotations/yolo/images/train"));
  expect(images.sort()).toEqual(labels.map((stem) => `${stem}.png`).sort());
  expect(images).toHaveLength(70);
  expect(readdirSync(join(one, "annotations/pixels/instance"))).toEqual(images);

  // The 65th image is the 65th frame of the video: at most one step of brightness apart, since the conversion rounds.
  const luma = (...input: string[]) =>
    execFileSync("ffmpeg", [
      "-v",
      "error",
      ...input,
      "-frames:v",
      "1",
      "-vf",
      "scale=out_color_matrix=bt709:out_range=tv,format=gray",
      "-f",
      "rawvideo",
      "-",
    ]);
  const picture = luma("-i", join(one, "annotations/yolo/images/train", images[65] ?? ""));
  const frame = luma("-ss", "6.5", "-i", join(one, "video.mp4"));
  expect(picture).toHaveLength(320 * 180);
  const furthest = picture.reduce((most, value, index) => Math.max(most, Math.abs(value - (frame[index] ?? 0))), 0);
  expect(furthest).toBeLessThanOrEqual(3);
  const webm = join(one, "video.webm");
  const probed = execFileSync("ffprobe", [
    "-v",
    "error",
    "-count_frames",
    "-show_entries",
    "stream=codec_name,nb_read_frames,r_frame_rate,color_space,color_range",
    "-of",
    "json",
    webm,
  ]);
  expect(JSON.parse(probed.toString())).toMatchObject({
    streams: [{ codec_name: "vp8", nb_read_frames: "70", r_frame_rate: "10/1", color_space: "bt709", color_range: "tv" }],
  });
  // Compared frame by frame with the lossless video; one frame off, frames with motion are below 40 dB.
  const likeness = execFileSync("ffmpeg", [
    "-v",
    "error",
    "-i",
    webm,
    "-i",
    join(one, "video.mp4"),
    "-lavfi",
    "psnr=stats_file=-",
    "-f",
    "null",
    "-",
  ]).toString();
  const decibels = [...likeness.matchAll(/psnr_avg:([\d.]+|inf)/g)].map(([, value]) => (value === "inf" ? Infinity : Number(value)));
  expect(decibels).toHaveLength(70);
  expect(Math.min(...decibels)).toBeGreaterThan(50);

  const gif = readFileSync(join(one, "thumbnail.gif"));
  expect(gif.subarray(0, 6).toString()).toBe("GIF89a");
  expect(jaywalk("lint", one)).toContain("no problems found");
});

test("29.97 frames per second are 30000/1001 in the video, the truth, every format and the GIF, and are read back as such", () => {
  const out = join(folder, "broadcast");
  jaywalk("render", "dart_out", "--fps", "30000/1001", "--duration", "2.002", "--size", "320x180", "--thumbnail", "--webm", "--out", out);
  const probe = (file: string, ...entries: string[]) =>
    JSON.parse(execFileSync("ffprobe", ["-v", "error", "-of", "json", ...entries, join(out, file)]).toString()) as {
      streams: Record<string, string>[];
      frames: { pts: number }[];
      packets: { duration: number }[];
    };
  const { streams, frames } = probe("video.mp4", "-count_frames", "-show_streams", "-show_frames", "-show_entries", "frame=pts");
  expect(streams[0]).toMatchObject({
    r_frame_rate: "30000/1001",
    avg_frame_rate: "30000/1001",
    time_base: "1/30000",
    start_time: "0.000000",
    nb_read_frames: "60",
    duration_ts: 60 * 1001,
  });
  expect(frames.map(({ pts }) => pts)).toEqual(Array.from({ length: 60 }, (_, frame) => frame * 1001));
  expect(probe("video.webm", "-show_streams").streams[0]).toMatchObject({ r_frame_rate: "30000/1001" });
  const shown = probe("thumbnail.gif", "-show_packets").packets.map(({ duration }) => duration);
  expect(shown.reduce((sum, duration) => sum + duration, 0)).toBe(200);

  const text = (file: string) => readFileSync(join(out, file), "utf8");
  const { video_metadata, annotations } = JSON.parse(text("ground_truth.json")) as {
    video_metadata: { fps: number };
    annotations: { frame: number; timestamp: number }[];
  };
  expect(video_metadata.fps).toBe(30_000 / 1001);
  for (const { frame, timestamp } of annotations) expect(timestamp).toBe((frame * 1001) / 30_000);
  expect(JSON.parse(text("metadata.json"))).toMatchObject({ frames: 60, fps: 30_000 / 1001, frame_rate: "30000/1001", duration: 2.002 });
  expect(JSON.parse(text("scenario.json"))).toMatchObject({ video: { fps: 29.97, durationFrames: 60 } });
  expect(text("annotations/mot/seqinfo.ini")).toContain("frameRate=30\n");
  expect(text("annotations/mot/README.txt")).toContain("Frames a second: 30000/1001");
  expect(text("annotations/cvat.xml")).toContain("<!-- 30000/1001 frames a second");
  expect(jaywalk("lint", out)).toContain("no problems found");
  const refused = tryJaywalk("render", "dart_out", "--fps", "12.5", "--out", join(folder, "none"));
  expect(refused.status).toBe(2);
  expect(refused.stderr).toContain("a fraction such as 30000/1001");
});
