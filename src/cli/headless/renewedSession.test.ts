import { expect, it } from "vitest";
import { renewed } from "./renewedSession";

it("one browser serves all exports; one that crashed is closed and replaced at the next", async () => {
  const opened: { ended: boolean; closed: number; close: () => Promise<void> }[] = [];
  const browser = renewed(() => {
    const session = { ended: false, closed: 0, close: () => Promise.resolve(void session.closed++) };
    opened.push(session);
    return Promise.resolve(session);
  });
  expect(opened).toEqual([]);
  const first = await browser.session();
  expect(await browser.session()).toBe(first);
  first.ended = true;
  const second = await browser.session();
  expect([second === first, opened.length, first.closed]).toEqual([false, 2, 1]);
  await browser.close();
  await browser.close();
  expect(opened.map(({ closed }) => closed)).toEqual([1, 1]);
});
