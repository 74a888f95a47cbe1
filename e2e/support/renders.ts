import type { Page } from "@playwright/test";

/** How often React rendered each part of the page: by landmark, and for rows of the timeline by actor. */
type Renders = Readonly<Record<string, number>>;

/**
 * From now on, counts what React renders, even in the built app: React reports every commit to the browser's developer tools, and marks
 * the components it rendered (`PerformedWork`). Call before the page opens.
 */
export async function countRenders(page: Page): Promise<{ read: () => Promise<Renders> }> {
  await page.addInitScript(() => {
    type Fiber = { tag: number; flags: number; child: Fiber | null; sibling: Fiber | null; alternate: Fiber | null; stateNode: unknown };
    const PERFORMED_WORK = 1;
    const HOST = 5;
    // Function components: plain, memoised and simply memoised.
    const COMPONENTS = [0, 14, 15];
    const counts: Record<string, number> = {};
    Object.assign(window, { renderCounts: counts });

    const elementOf = (fiber: Fiber | null): Element | null => {
      for (let part = fiber; part; part = part.child) if (part.tag === HOST && part.stateNode instanceof Element) return part.stateNode;
      return null;
    };
    const placeOf = (element: Element): string => {
      const row =
        element.closest("[data-lane]") ?? element.querySelector("[data-lane]") ?? element.parentElement?.querySelector("[data-lane]");
      const section =
        element.closest("section[aria-label], header")?.getAttribute("aria-label") ?? (element.closest("header") ? "Top bar" : "Page");
      return section === "Timeline" && row instanceof HTMLElement && element.closest("[role=toolbar]") === null
        ? `row ${row.dataset["lane"] ?? ""}`
        : section;
    };
    /** Only visits what this commit touched: elsewhere the old tree was reused as it is. */
    const visit = (fiber: Fiber): void => {
      if (fiber.alternate === null || (COMPONENTS.includes(fiber.tag) && (fiber.flags & PERFORMED_WORK) !== 0)) {
        const element = COMPONENTS.includes(fiber.tag) ? elementOf(fiber) : null;
        if (element) counts[placeOf(element)] = (counts[placeOf(element)] ?? 0) + 1;
      }
      if (fiber.alternate !== null && fiber.child === fiber.alternate.child) return;
      for (let child = fiber.child; child; child = child.sibling) visit(child);
    };
    Object.assign(window, {
      __REACT_DEVTOOLS_GLOBAL_HOOK__: {
        supportsFiber: true,
        inject: () => 1,
        onCommitFiberRoot: (_id: number, root: { current: Fiber }) => visit(root.current),
        onCommitFiberUnmount: () => undefined,
        onPostCommitFiberRoot: () => undefined,
      },
    });
  });
  return {
    /** The counts since the last reading. */
    read: () =>
      page.evaluate(() => {
        const counts = Reflect.get(window, "renderCounts") as Record<string, number>;
        const copy = { ...counts };
        for (const key of Object.keys(counts)) Reflect.deleteProperty(counts, key);
        return copy;
      }),
  };
}
