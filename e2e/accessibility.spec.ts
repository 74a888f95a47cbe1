import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { visitViews } from "./support/views";

for (const colorScheme of ["light", "dark"] as const)
  test.describe(`in the ${colorScheme} theme`, () => {
    // Transitions would be measured half way, and with half their contrast.
    test.use({ colorScheme, contextOptions: { reducedMotion: "reduce" } });

    test("axe finds nothing serious in any panel or dialog", async ({ page }) => {
      // Every view is searched whole: on a busy machine that takes a while.
      test.setTimeout(300_000);
      await visitViews(page, async (view) => {
        const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
        const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
        const found = serious.flatMap(({ id, nodes }) => nodes.map(({ failureSummary = "", html }) => `${id}: ${failureSummary} ${html.slice(0, 300)}`));
        expect.soft(found, view).toEqual([]);
      });
    });
  });
