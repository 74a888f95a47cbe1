import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decoding, shownTicks } from "./ffmpegFrames";
import { firstFrameShowing, lastOfEachFrame, timeShownAt } from "./frameTimes";
import { FFmpegFault } from "./ffmpegJob";
import { bytesInFile, fittingPictures } from "./fileRoom";
import { sizeOfJpeg, splitJpegs } from "./jpeg";
import { videoFault } from "./mediaFaults";
import { stillSize } from "./stillSize";
import { videoFactsOf, type VideoFacts } from "./videoFacts";
import { isVideoFile } from "./videoFile";

const RATES = [10, 24, 25, 29.97, 30, 59.94, 60];

describe("the frame of the video that a scenario's frame shows", () => {
  it("is the last that has begun by then, whichever way it is asked", () => {
    const rate = fc.constantFrom(...RATES);
    fc.assert(
      fc.property(
        rate,
        fc.uniqueArray(fc.integer({ min: 1, max: 20_000 }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 4 }),
        (fps, ms, every) => {
          const times = [0, ...ms.sort((one, other) => one - other)].map((time) => time / 1000);
          const wanted = { fps, every };
          const shown = lastOfEachFrame(times.map((time) => ({ time, frame: firstFrameShowing(time, wanted) })));
          for (let frame = 0; frame < 400; frame += every) {
            const right = times.findLast((time) => time <= timeShownAt(frame, wanted, 0));
            expect(shown.findLast((picture) => picture.frame <= frame)?.time).toBe(right);
          }
        },
      ),
    );
  });

  it("counts a time that is rounded to microseconds as the frame's own", () => {
    for (const fps of RATES)
      for (const frame of [0, 1, 2, 99, 1800, 100_000]) {
        const time = timeShownAt(frame, { fps }, 0) - 1e-4 / 60;
        expect(firstFrameShowing(Math.floor(time * 1e6) / 1e6, { fps, every: 1 })).toBe(frame);
      }
  });
});

const facts: VideoFacts = {
  width: 1920,
  height: 1080,
  seconds: 10,
  frames: 300,
  fps: 30,
  meanRate: 30,
  constantRate: "30/1",
  rounding: 0,
  isHd: true,
};
const wanted = { fps: 30, frames: 300, every: 1, width: 1280, height: 720, room: 1_000_000 };
const filterOf = (changed: Partial<VideoFacts>, other: Partial<typeof wanted> = {}) => {
  const { parameters, ticksPerSecond } = decoding("/input/file.mkv", { ...facts, ...changed }, { ...wanted, ...other });
  return { filter: parameters[parameters.indexOf("-vf") + 1] ?? "", parameters, ticksPerSecond };
};

describe("what ffmpeg is told", () => {
  it("leaves frames out of a faster video by their times, and gives each of a slower one once", () => {
    expect(filterOf({ meanRate: 60 })).toMatchObject({
      ticksPerSecond: 30,
      filter: expect.stringContaining("fps=fps=30/1:round=up:start_time=0") as string,
    });
    expect(filterOf({ meanRate: null }).filter).toContain("fps=fps=30/1");
    expect(filterOf({}, { fps: 29.97, every: 2 })).toMatchObject({ filter: expect.stringContaining("fps=fps=30000/2002") as string });
    expect(filterOf({ meanRate: 25 }).filter).not.toContain("fps=fps");
    expect(filterOf({ meanRate: 25 }).ticksPerSecond).toBe(1_000_000);
  });

  it("ends with the scenario, keeps the shape, never enlarges, and stops where the pictures have no room", () => {
    const { filter, parameters } = filterOf({}, { frames: 75 });
    expect(filter).toContain("trim=end_pts=2500000");
    expect(filter).toContain("scale=1280:720");
    expect(filterOf({ width: 320, height: 240 }).filter).toContain("scale=320:240");
    expect(parameters.slice(parameters.indexOf("-fs")).slice(0, 2)).toEqual(["-fs", "750000"]);
  });

  it("takes milliseconds for what they are rounded from, and allows for them where frames do not last the same", () => {
    expect(filterOf({ rounding: 0.001, constantRate: "30000/1001" }).filter).toContain(
      "setpts='st(0,round((PTS-STARTPTS)*TB*30000/1001)/(30000/1001)/TB);" +
        "if(lte(abs(ld(0)-PTS+STARTPTS),1002),floor(ld(0)),PTS-STARTPTS-1000)',",
    );
    expect(filterOf({ rounding: 0.001, constantRate: null }).filter).toContain("setpts=PTS-STARTPTS-1000,");
  });

  it("never makes a time later by rounding it to microseconds, however coarse the container's clock", () => {
    expect(filterOf({ meanRate: 60, constantRate: "60/1" }).filter).toContain(
      "if(lte(abs(ld(0)-PTS+STARTPTS),2),floor(ld(0)),PTS-STARTPTS-1)",
    );
    expect(filterOf({ meanRate: 60, constantRate: null }).filter).toContain("setpts=PTS-STARTPTS-1,");
  });

  it("logs the times of frames, which are told apart from its other lines", () => {
    expect(shownTicks("[Parsed_showinfo_5 @ 0x1234] n:   7 pts:     12 pts_time:0.4     pos:  123 fmt:yuvj420p")).toBe(12);
    expect(shownTicks("[Parsed_showinfo_5 @ 0x1234] n:   0 pts:  -1000 pts_time:-0.001")).toBe(-1000);
    expect(shownTicks("[Parsed_showinfo_5 @ 0x1234] config in time_base: 1/30, frame_rate: 30/1")).toBeNull();
    expect(shownTicks("frame=   12 fps=0.0 q=4.0 size=       0kB time=00:00:00.40")).toBeNull();
  });
});

describe("what a file says about itself", () => {
  const stream = { codec_name: "mpeg4", width: 720, height: 576, r_frame_rate: "25/1", avg_frame_rate: "25/1", time_base: "1/1000" };

  it("has its size as displayed, its exact rate, its frames and how its times are rounded", () => {
    expect(videoFactsOf({ streams: [{ ...stream, sample_aspect_ratio: "16:15", nb_frames: "250", duration: "10.0" }] })).toEqual({
      ...{ width: 768, height: 576, seconds: 10, frames: 250, fps: 25, meanRate: 25, constantRate: "25/1", rounding: 0.001 },
      ...{ isHd: false },
    });
    const turned = { ...stream, width: 1920, height: 1080, side_data_list: [{ rotation: -90 }], time_base: "1/25" };
    expect(videoFactsOf({ streams: [turned] })).toMatchObject({ width: 1080, height: 1920, rounding: 0, isHd: true });
    expect(videoFactsOf({ streams: [{ ...stream, r_frame_rate: "30000/1001", avg_frame_rate: "30000/1001" }] })?.fps).toBe(29.97);
  });

  it("has no constant rate if its frames differ in length, unless their number and total length make one", () => {
    const phone = { ...stream, r_frame_rate: "90/1", avg_frame_rate: "2830/97" };
    expect(videoFactsOf({ streams: [phone] })).toMatchObject({ fps: null, constantRate: null });
    expect(videoFactsOf({ streams: [{ ...phone, nb_read_packets: 300 }], format: { duration: "10" } })?.fps).toBe(30);
  });

  it("has no constant rate of 30 if the mean is 29.97", () => {
    const mixed = { ...stream, r_frame_rate: "30/1", avg_frame_rate: "30000/1001" };
    expect(videoFactsOf({ streams: [mixed] })?.constantRate).toBeNull();
    expect(videoFactsOf({ streams: [{ ...mixed, avg_frame_rate: "30000/1000" }] })?.constantRate).toBe("30/1");
  });

  it("is nothing if there is no picture", () => {
    for (const probed of [{}, { streams: [] }, { streams: [{ codec_name: "aac" }] }, { streams: [{ ...stream, width: 0 }] }])
      expect(videoFactsOf(probed)).toBeNull();
  });
});

it("splits consecutive JPEGs, and reads their sizes past other segments", () => {
  const jpeg = (width: number, height: number) =>
    Uint8Array.from([
      ...[0xff, 0xd8, 0xff, 0xe0, 0, 4, 0xff & 1, 2],
      ...[0xff, 0xc0, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 0, 0, 0],
      ...[0xff, 0xda, 0, 2, 1, 0xff, 0, 0xff, 0xd0, 5, 0xff, 0xd9],
    ]);
  const [one, two] = [jpeg(640, 360), jpeg(1280, 721)];
  const split = splitJpegs(Uint8Array.from([...one, ...two]));
  expect(split).toEqual([one, two]);
  expect(split.map(sizeOfJpeg)).toEqual([
    { width: 640, height: 360 },
    { width: 1280, height: 721 },
  ]);
  expect(() => sizeOfJpeg(Uint8Array.from([0xff, 0xd8, 0xff, 0xda, 0, 2]))).toThrow(/size/);
});

it("knows videos by type or ending, also those that browsers have no name for", () => {
  const known = (name: string, type = "") => isVideoFile({ name, type });
  expect([known("a.MKV"), known("b.avi"), known("c.mxf"), known("d", "video/mp4"), known("e.mov", "video/quicktime")]).toEqual(
    Array.from({ length: 5 }, () => true),
  );
  expect([
    known("a.png", "image/png"),
    known("b.json"),
    known("c.txt", "text/plain"),
    known("avi"),
    known("d.ts", "text/typescript"),
  ]).toEqual(Array.from({ length: 5 }, () => false));
});

it("says that a video's codec has no decoder before anything that follows from it", () => {
  const log = ["Decoder (codec av1) not found for input stream #0:0", "could not find codec parameters for stream 0", "Invalid argument"];
  expect(
    videoFault(new FFmpegFault("ffmpeg ended with 1", log), "new.mkv", "the browser has no decoder for its codec (V_AV1)"),
  ).toMatchObject({
    message:
      "“new.mkv” cannot be used: ffmpeg has no decoder for its codec. Convert it to MP4. " +
      "ffmpeg was tried because the browser has no decoder for its codec (V_AV1).",
  });
});

it("makes stills that cover the frame with no more pixels than it has, and never enlarges them", () => {
  const frame = { width: 1280, height: 720 };
  const sizeOf = (width: number, height: number) => Object.values(stillSize({ width, height }, frame)).join(" × ");
  expect(sizeOf(3840, 2160)).toBe("1280 × 720");
  expect(sizeOf(640, 360)).toBe("640 × 360");
  // A frame that was evened out keeps the column that the video has less.
  expect(sizeOf(1279, 720)).toBe("1279 × 720");
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8000 }), fc.integer({ min: 1, max: 8000 }), (width, height) => {
      const still = stillSize({ width, height }, frame);
      expect(still.width).toBeLessThanOrEqual(width);
      expect(still.height).toBeLessThanOrEqual(height);
      // But for rounding to whole pixels.
      expect((still.width - 1) * (still.height - 1)).toBeLessThan(1280 * 720);
    }),
  );
  expect(sizeOf(1080, 1920)).toBe("720 × 1280");
});

it("reserves room for the pictures that there are, not for those that the scenario has frames for", () => {
  const pictures = Array.from({ length: 10 }, () => ({ jpeg: new Uint8Array(90_000) }));
  expect(bytesInFile(90_000)).toBeGreaterThan(120_000);
  expect(fittingPictures(pictures, 10 * bytesInFile(90_000))).toHaveLength(10);
  expect(fittingPictures(pictures, 10 * bytesInFile(90_000) - 1)).toHaveLength(9);
  expect(fittingPictures(pictures, 0)).toEqual([]);
  // However long the scenario is, a short video may use all of the room.
  expect(filterOf({}, { frames: 100_000 }).parameters).toEqual(expect.arrayContaining(["-fs", "750000"]));
});
