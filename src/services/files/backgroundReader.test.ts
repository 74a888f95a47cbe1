import { beforeEach, describe, expect, it } from "vitest";
import { createScenario } from "@/core/document";
import { createEditor, setVideo, type BackgroundStill, type Editor } from "@/editor";
import type { Notice } from "../notice";
import type { Background } from "./background";
import { createBackgroundReader, backgroundText, decoderText, type BackgroundReader } from "./backgroundReader";
import type { WantedPictures } from "../media/frameTimes";
import { everyFrame, VideoTooLarge, type VideoStills } from "./videoStills";

const video = (name: string) => new File(["video"], name, { type: "video/mp4" });
const picture = (name: string) => new File(["picture"], name, { type: "image/png" });

/** Reading that ends when the test says so, also after it was cancelled. */
type Pending<Result> = {
  readonly file: File;
  readonly signal: AbortSignal | null;
  readonly wanted: WantedPictures | null;
  readonly onFrame: (frame: number) => void;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: Error) => void;
};

let editor: Editor;
let reader: BackgroundReader;
let notices: Notice[];
let videos: Pending<VideoStills>[];
let pictures: Pending<Extract<Background, { kind: "picture" }>>[];
let panelsShown: number;

beforeEach(() => {
  editor = createEditor(createScenario({ id: "first" }));
  [notices, videos, pictures, panelsShown] = [[], [], [], 0];
  reader = createBackgroundReader(
    editor,
    {
      picture: (file) =>
        new Promise((resolve, reject) => pictures.push({ file, signal: null, wanted: null, onFrame: () => {}, resolve, reject })),
      video: (file, wanted, signal, onFrame) =>
        new Promise((resolve, reject) => videos.push({ file, signal, wanted, onFrame, resolve, reject })),
    },
    (notice) => void notices.push(notice),
    () => void panelsShown++,
  );
});

const stillsOf = (name: string): VideoStills => {
  const asset = {
    name: `${name}, 0.00 s`,
    mediaType: "image/jpeg" as const,
    width: 4,
    height: 2,
    data: { sha256: "1".repeat(64), length: 27 },
  };
  const stills: BackgroundStill[] = [0, 5].map((frame) => ({ id: `${name}-${frame}`, frame, asset: { ...asset, sha256: "0".repeat(64) } }));
  return { stills, frames: 10, decoder: { by: "ffmpeg", reason: "browsers do not open this kind of file" } };
};
const pictureOf = (name: string): Extract<Background, { kind: "picture" }> => {
  const [still] = stillsOf(name).stills;
  if (!still) throw new Error("there is a still");
  return { kind: "picture", name, picture: { id: name, asset: { ...still.asset, name } } };
};
const shownNames = () => {
  const { scene, assets } = editor.document.getState().scenario;
  return scene.backgroundAsset === undefined ? null : assets[scene.backgroundAsset]?.name;
};
const tooLarge = (name: string) => new VideoTooLarge(video(name), everyFrame(editor.document.getState().scenario), stillsOf(name), 20);

describe("the background that is read", () => {
  it("goes under the scenario, and shows how far it is", async () => {
    const done = reader.take(video("drive.mp4"));
    expect(backgroundText(reader.reading.getState())).toBe("Reading the video");
    videos[0]?.onFrame(7);
    expect(backgroundText(reader.reading.getState())).toMatch(/^Frame 7 of \d+$/);
    videos[0]?.resolve(stillsOf("drive.mp4"));
    await done;
    expect(shownNames()).toBe("drive.mp4, 0.00 s");
    const { asset, decoder } = reader.decoded.getState() ?? {};
    expect(asset).toBe(editor.document.getState().scenario.scene.backgroundAsset);
    expect(decoder && decoderText(decoder)).toBe("Decoded by ffmpeg, because browsers do not open this kind of file.");
    expect(reader.reading.getState()).toBeNull();
    expect(notices).toEqual([]);
  });

  it("is the one that was chosen last, whichever kind it is and whichever is read first", async () => {
    const [one, two, three] = [reader.take(video("one.mp4")), reader.take(picture("two.png")), reader.take(video("three.mp4"))];
    expect(videos[0]?.signal?.aborted).toBe(true);
    videos[1]?.onFrame(3);
    // The earlier ones still report, and even end, as work does that cannot be stopped at once.
    videos[0]?.onFrame(99);
    expect(backgroundText(reader.reading.getState())).toMatch(/^Frame 3 /);
    videos[1]?.resolve(stillsOf("three.mp4"));
    await three;
    pictures[0]?.resolve(pictureOf("two.png"));
    videos[0]?.resolve(stillsOf("one.mp4"));
    await Promise.all([one, two]);
    expect(shownNames()).toBe("three.mp4, 0.00 s");
    expect(editor.document.getState().history.steps).toHaveLength(2);
  });

  it("is not the one that was cancelled, nor are its errors reported", async () => {
    const [one, two] = [reader.take(picture("one.png")), reader.take(video("two.mp4"))];
    reader.cancel();
    expect(reader.reading.getState()).toBeNull();
    pictures[0]?.resolve(pictureOf("one.png"));
    videos[0]?.reject(new Error("stopped"));
    await Promise.all([one, two]);
    expect(shownNames()).toBeNull();
    expect(notices).toEqual([]);
  });

  it("never goes under another scenario, even one with the same id, but under one that only got another id", async () => {
    for (const file of [video("old.mp4"), picture("old.png")]) {
      const done = reader.take(file);
      editor.open(createScenario({ id: "first" }));
      expect(reader.reading.getState()).toBeNull();
      videos.at(-1)?.resolve(stillsOf("old.mp4"));
      pictures.at(-1)?.resolve(pictureOf("old.png"));
      await done;
      expect(shownNames()).toBeNull();
      expect(notices.at(-1)).toMatchObject({ tone: "warning", message: `Another scenario was opened while “${file.name}” was read.` });
    }
    const done = reader.take(video("copy.mp4"));
    editor.giveNewId("first", "copy");
    videos.at(-1)?.resolve(stillsOf("copy.mp4"));
    await done;
    expect(shownNames()).toBe("copy.mp4, 0.00 s");
  });

  it("of a scenario that was left is forgotten: it does not end what is read for the next one", async () => {
    const old = reader.take(picture("old.png"));
    editor.open(createScenario({ id: "second" }));
    const done = reader.take(video("new.mp4"));
    editor.run(setVideo({ durationFrames: 90 }));
    pictures[0]?.resolve(pictureOf("old.png"));
    videos[0]?.resolve(stillsOf("new.mp4"));
    await Promise.all([old, done]);
    expect(shownNames()).toBe("new.mp4, 0.00 s");
    expect(notices).toHaveLength(1);
  });

  it("waits for the end of a drag, which a command would cut short", async () => {
    const gesture = editor.gesture("Length");
    gesture.update(setVideo({ durationFrames: 60 }));
    const done = reader.take(picture("sky.png"));
    pictures[0]?.resolve(pictureOf("sky.png"));
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(shownNames()).toBeNull();
    gesture.update(setVideo({ durationFrames: 70 }));
    gesture.commit();
    await done;
    expect(shownNames()).toBe("sky.png");
    expect(editor.document.getState().scenario.video.durationFrames).toBe(70);
  });

  it("is refused if the frame rate was changed meanwhile: its frames are those of the old rate", async () => {
    const done = reader.take(video("drive.mp4"));
    editor.run(setVideo({ fps: 25 }));
    videos[0]?.resolve(stillsOf("drive.mp4"));
    await done;
    expect(shownNames()).toBeNull();
    expect(notices).toMatchObject([{ tone: "error", message: expect.stringContaining("frame rate was changed") as string }]);
  });
});

describe("a video that is too large", () => {
  it("asks in the panel, and where the panel is closed, in a notice that leads there; the answer still counts", async () => {
    const leave = reader.watch();
    const done = reader.take(video("long.mp4"));
    videos[0]?.reject(tooLarge("long.mp4"));
    await expect.poll(() => reader.reading.getState()?.step).toBe("choice");
    expect(notices).toEqual([]);
    leave();
    expect(notices).toMatchObject([{ title: "The video is too large", action: { label: "Choose" } }]);
    notices[0]?.action?.run();
    expect(panelsShown).toBe(1);

    const state = reader.reading.getState();
    if (state?.step !== "choice") throw new Error("nothing is asked");
    state.choose({ way: "fewer", wanted: { ...state.fault.wanted, every: 3 } });
    await expect.poll(() => videos.length).toBe(2);
    expect(videos[1]?.wanted?.every).toBe(3);
    videos[1]?.reject(tooLarge("long.mp4"));
    // Nobody watches now either.
    await expect.poll(() => notices.length).toBe(2);
    const again = reader.reading.getState();
    if (again?.step !== "choice") throw new Error("nothing is asked");
    again.choose({ way: "shorter" });
    await done;
    expect(shownNames()).toBe("long.mp4, 0.00 s");
  });

  it("asks no longer when another file is chosen or another scenario opened", async () => {
    const one = reader.take(video("long.mp4"));
    videos[0]?.reject(tooLarge("long.mp4"));
    await expect.poll(() => reader.reading.getState()?.step).toBe("choice");
    const two = reader.take(video("short.mp4"));
    await one;
    expect(reader.reading.getState()?.step).toBe("reading");
    videos[1]?.reject(tooLarge("short.mp4"));
    await expect.poll(() => reader.reading.getState()?.step).toBe("choice");
    editor.open(createScenario({ id: "second" }));
    await two;
    expect(reader.reading.getState()).toBeNull();
    expect(shownNames()).toBeNull();
  });
});
