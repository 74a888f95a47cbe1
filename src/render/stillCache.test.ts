import { expect, it } from "vitest";
import { StillCache } from "./stillCache";

const MOST = 100;

function cache() {
  const decoded: string[] = [];
  const stills = new StillCache(
    async (id) => {
      await Promise.resolve();
      if (id === "broken") throw new Error("broken cannot be decoded");
      decoded.push(id);
      return `picture ${id}`;
    },
    () => 10,
    MOST,
  );
  return { stills, decoded };
}
const ids = (start: number, end: number) => new Set(Array.from({ length: end - start }, (_, index) => String(start + index)));

it("plays thousands of stills while keeping no more than its pixels, each decoded once per pass", async () => {
  const { stills, decoded } = cache();
  for (let frame = 0; frame < 3000; frame++) {
    await stills.load(ids(frame, frame + 8));
    expect(stills.get(String(frame))).toBe(`picture ${frame}`);
    expect(stills.pixels).toBeLessThanOrEqual(MOST);
  }
  expect(decoded).toHaveLength(3007);
});

it("drops the least recently used, never what was just requested, and exceeds the limit only while that is requested", async () => {
  const { stills, decoded } = cache();
  await stills.load(ids(0, 10));
  await stills.load(ids(0, 1));
  await stills.load(ids(20, 21));
  expect([stills.get("0"), stills.get("1")]).toEqual(["picture 0", undefined]);
  await stills.load(ids(30, 45));
  expect([...ids(30, 45)].every((id) => stills.get(id) !== undefined)).toBe(true);
  await stills.load(ids(50, 51));
  expect(stills.pixels).toBeLessThanOrEqual(MOST);
  expect(new Set(decoded).size).toBe(decoded.length);
});

it("decodes once what is requested twice at the same time, and continues after a still that cannot be decoded", async () => {
  const { stills, decoded } = cache();
  await Promise.all([stills.load(ids(0, 4)), stills.load(ids(2, 6))]);
  expect(decoded).toHaveLength(6);
  await expect(stills.load(new Set(["broken"]))).rejects.toThrow("broken cannot be decoded");
  await stills.load(ids(7, 8));
  expect(stills.get("7")).toBe("picture 7");
});
