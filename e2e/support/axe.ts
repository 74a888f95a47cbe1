import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** The axe best practices that help screen readers navigate. */
const STRUCTURE = ["empty-table-header", "landmark-no-duplicate-banner", "landmark-no-duplicate-main", "landmark-banner-is-top-level"];

/**
 * WCAG allows smaller targets where the position itself carries meaning: keyframes and bar ends are where their frames are. Fields set
 * them, too.
 */
const isTimeHandle = (id: string, html: string) => id === "target-size" && /role="slider".*aria-valuetext="frame /.test(html);

/** What axe looks for. The themes differ in their colours only: nothing else is looked for twice. */
const RULES: Record<"light" | "dark", Parameters<AxeBuilder["options"]>[0]> = {
  light: {
    runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
    rules: Object.fromEntries(STRUCTURE.map((id) => [id, { enabled: true }])),
  },
  dark: { runOnly: { type: "rule", values: ["color-contrast"] } },
};

const ON_TOP = "[role=dialog], [role=menu]";

/** What keeps somebody from using the page as it is now, a line each. What is open on top is looked at alone. */
export async function barriers(page: Page, colorScheme: "light" | "dark"): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options(RULES[colorScheme]);
  const { violations } = await ((await page.locator(ON_TOP).count()) > 0 ? axe.include(ON_TOP) : axe).analyze();
  return violations
    .filter(({ id, impact }) => impact === "serious" || impact === "critical" || STRUCTURE.includes(id))
    .flatMap(({ id, nodes }) =>
      nodes
        .filter(({ html }) => !isTimeHandle(id, html))
        .map(({ failureSummary = "", html }) => `${id}: ${failureSummary} ${html.slice(0, 300)}`),
    );
}
