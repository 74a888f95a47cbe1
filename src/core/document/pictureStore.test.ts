import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { createScenario, type Asset, type WholeScenario } from ".";
import { PictureStore } from "./pictureStore";

const picture = (letter: string): Asset<string> => ({
  name: `${letter}.png`,
  mediaType: "image/png",
  width: 8,
  height: 8,
  sha256: letter.repeat(64),
  data: `data:image/png;base64,${letter.repeat(100_000)}`,
});
const whole = (id: string, ...letters: string[]): WholeScenario =>
  createScenario<string>({ id, assets: Object.fromEntries(letters.map((letter) => [letter, picture(letter)])) });

it("takes the data of pictures out of a scenario and puts it back, byte for byte; what stays has its size and its SHA-256", async () => {
  const store = new PictureStore();
  const slim = await store.slim(whole("one", "a", "b"));
  expect(JSON.stringify(slim).length).toBeLessThan(2000);
  expect(slim.assets["a"]?.data).toEqual({ length: 100_022, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
  expect(store.whole(slim)).toEqual(whole("one", "a", "b"));
});

it("knows a picture by its data, not by what a file says about it", async () => {
  const store = new PictureStore();
  const [one, other] = [await store.slimAsset(picture("a")), await store.slimAsset({ ...picture("b"), sha256: "a".repeat(64) })];
  expect(one.data).not.toEqual(other.data);
  expect((await store.slim(whole("one", "a"))).assets["a"]?.data).toBe(one.data);
});

it("names a picture whose data is not there, and gives the others", async () => {
  const store = new PictureStore();
  const slim = await store.slim(whole("one", "a", "b"));
  const copied = { ...slim, assets: structuredClone(slim.assets) };
  expect(() => store.whole(copied)).toThrow("The image “a.png” is not in memory. Reload the page, or choose the image again");
  const assets = { ...copied.assets, ...(slim.assets["b"] && { b: slim.assets["b"] }) };
  expect(store.wholeAsFarAsPossible({ ...slim, assets })).toEqual({ scenario: whole("one", "b"), missing: ["a.png"] });
});

it("keeps a picture as long as a scenario that shows it is in memory, and no longer", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const store = new PictureStore();
  let steps = [await store.slim(whole("one", "a")), await store.slim(whole("two", "a", "b"))];
  const ref = (letter: string) => new WeakRef(steps.find(({ assets }) => letter in assets)?.assets[letter]?.data ?? {});
  const [a, b] = [ref("a"), ref("b")];
  steps = steps.slice(0, 1);
  await new Promise((resolve) => setTimeout(resolve));
  collect();
  expect([a.deref() !== undefined, b.deref() !== undefined]).toEqual([true, false]);
  expect(steps.map((step) => store.whole(step))).toEqual([whole("one", "a")]);
});
