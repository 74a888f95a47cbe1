import { expect, test } from "vitest";
import { readAnnotations } from "../read/readAnnotations";
import { textFile, writtenFile } from "../testing/bundle";
import { busyScene } from "../testing/scene";

test("Datumaro: images by number 2, size as height and width, track and frame as attributes", () => {
  const root = JSON.parse(writtenFile(busyScene(), "datumaro", "datumaro.json")) as {
    dm_format_version: string;
    media_type: number;
    categories: { label: { labels: { name: string; parent: string }[] } };
    items: { id: string; attr: { frame: number }; image: { path: string; size: number[] }; annotations: { id: number; type: string; label_id: number; attributes: { track_id: number } }[] }[];
  };
  expect([root.dm_format_version, root.media_type]).toEqual(["1.0", 2]);
  expect(root.categories.label.labels.map(({ name }) => name)).toEqual(["pedestrian", "cyclist", "vehicle", "distracted_driver"]);
  expect(root.items).toHaveLength(60);
  expect(root.items[42]).toMatchObject({ id: "Busy_scene_more_000042", attr: { frame: 42 }, image: { path: "Busy_scene_more_000042.png", size: [360, 640] } });
  const ids = root.items.flatMap(({ annotations }) => annotations.map(({ id }) => id));
  expect(ids).toEqual(ids.map((_, index) => index + 1));
  expect(root.items[45]?.annotations.map(({ attributes, label_id }) => [attributes.track_id, label_id])).toEqual([[0, 0], [3, 1], [7, 2], [9, 3]]);
});

test("kinds of annotation that cannot become actors are listed", async () => {
  const root = {
    categories: { label: { labels: [{ name: "van" }] } },
    items: [{ id: "a_7", annotations: [{ type: "polygon", points: [1, 2] }, { type: "bbox", label_id: 0, bbox: [1, 2, 3, 4], attributes: { track_id: 5 } }], image: { size: [48, 64] } }],
  };
  const { tracks, video, problems } = await readAnnotations([textFile("d.json", JSON.stringify(root))]);
  expect(tracks).toEqual([{ trackId: 5, label: "van", boxes: [{ frame: 7, x: 1, y: 2, width: 3, height: 4 }] }]);
  expect(video).toEqual({ width: 64, height: 48 });
  expect(problems.map(({ place, message }) => `${place}: ${message}`)).toEqual(['items[0].annotations[0]: a "polygon" cannot become an actor']);
});
