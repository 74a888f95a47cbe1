import { describe, expect, test } from "vitest";
import { textFile } from "../testing/bundle";
import { readAnnotations } from "./readAnnotations";
import { OpenReading, ReadingChoices } from "./readings";

const cameras = [
  { value: "front", label: "Camera front", gives: "120 frames" },
  { value: "rear", label: "Camera rear" },
];

describe("what files leave open", () => {
  test("is asked with every reading listed, and the answer is used; a single reading is not a question", () => {
    const open = new ReadingChoices();
    const question = { topic: "camera", question: "There are two cameras", readings: cameras };
    expect(() => open.ask(question, "a.json")).toThrow(OpenReading);
    expect(open.asked).toEqual([{ ...question, chosen: null }]);
    const answered = new ReadingChoices({ camera: "rear" });
    expect(answered.ask(question, "a.json")).toBe("rear");
    expect(answered.asked).toEqual([{ ...question, chosen: "rear" }]);
    const single = new ReadingChoices();
    expect(single.ask({ ...question, readings: cameras.slice(0, 1) }, "a.json")).toBe("front");
    expect(single.asked).toEqual([]);
  });

  test("may have a default reading, which the user can change; a reading that does not exist is refused", () => {
    const question = { topic: "camera", question: "There are two cameras", readings: cameras, assumed: "front" };
    expect(new ReadingChoices().ask(question, "a.json")).toBe("front");
    expect(new ReadingChoices({ camera: "rear" }).ask(question, "a.json")).toBe("rear");
    expect(() => new ReadingChoices({ camera: "left" }).ask(question, "a.json")).toThrow(
      'a.json: there is no reading "left" for camera. Choose one of front, rear',
    );
  });

  const coco = (x: number) =>
    JSON.stringify({
      images: [{ id: 1, frame: 0 }],
      categories: [{ id: 1, name: "car" }],
      annotations: [{ image_id: 1, category_id: 1, track_id: 1, bbox: [x, 1, 5, 5] }],
    });

  test("several files of one format: nothing is read until one is chosen, however the files are listed", async () => {
    const files = [textFile("b/10.json", coco(10)), textFile("b/9.json", coco(9)), textFile("notes.json", "[]")];
    for (const listed of [files, files.toReversed()]) {
      const { format, tracks, questions, problems } = await readAnnotations(listed);
      expect([format, tracks, problems]).toEqual([null, [], []]);
      expect(questions).toEqual([
        {
          topic: "file",
          question: "2 files contain annotations, and each is a separate video",
          readings: ["b/9.json", "b/10.json"].map((path) => ({ value: path, label: path, gives: "1 annotation" })),
          chosen: null,
        },
      ]);
      const { tracks: read } = await readAnnotations(listed, { readings: { file: "b/10.json" } });
      expect(read.map(({ boxes }) => boxes[0]?.x)).toEqual([10]);
    }
  });

  test("files of several formats: the format is chosen first; our own ground truth needs no choice", async () => {
    const files = [textFile("coco.json", coco(10)), textFile("gt/gt.txt", "1,1,1,1,5,5,1,1,1\n")];
    const { questions } = await readAnnotations(files);
    expect(questions.map(({ topic, readings, chosen }) => [topic, readings.map(({ value, gives }) => [value, gives]), chosen])).toEqual([
      [
        "format",
        [
          ["coco", "coco.json"],
          ["mot", "gt/gt.txt"],
        ],
        null,
      ],
    ]);
    expect((await readAnnotations(files, { readings: { format: "coco" } })).format).toBe("coco");
    expect((await readAnnotations(files, { format: "mot" })).format).toBe("mot");
    const ours = textFile("ground_truth.json", '{"video_metadata": {"fps": 30}, "annotations": []}');
    expect((await readAnnotations([...files, ours])).format).toBe("ground_truth");
  });
});
