import { confirmedPairs, type PairReport, type SearchReport } from "@/search/report";
import { REPORT_STYLE } from "../evaluation/style";
import { counted, escaped, percent, section, table, whole } from "../markup";
import { heatMapSection } from "./heatMap";
import { framePicture, type PairPictures } from "./pictures";
import { SEARCH_STYLE } from "./style";

/**
 * A search's report as one self-contained HTML file: what was tried, where the detector fails, pictures of the smallest changes that make
 * it fail, figures and versions. No scripts, and nothing is fetched from elsewhere; light and dark. Everything from files is escaped.
 *
 * @param picturesOf the pictures of a pair, by its index
 * @param files whether the files that it is about are next to it, or it is saved alone
 */
export function searchHtml(
  report: SearchReport,
  picturesOf: (index: number) => PairPictures | null,
  files: "beside" | "alone" = "beside",
): string {
  const title = `Where it breaks: ${report.scenario.name}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${escaped(title)}</title>
<style>${REPORT_STYLE}${SEARCH_STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<p class="dim">${escaped(summaryOf(report))}</p>
${tiles(report)}
${report.pairs.map((pair, index) => pairSection(report, pair, index, { pictures: picturesOf(index), files })).join("\n")}
${triedSection(report)}
${influenceSection(report)}
${heatMapSection(report.heat_map, files)}
${versionsSection(report)}
</main>
</body>
</html>
`;
}

/** The result in a sentence or two. */
export function summaryOf(report: SearchReport): string {
  const { failed, evaluated, pairs, fails, shard, cut_short } = report;
  const cut = cut_short ? " The budget ran out before as many minimal pairs were found as asked for." : "";
  const part = shard === null ? cut : ` This is only part ${shard} of the exploration.`;
  const condition = `Failure means: ${fails}`;
  if (evaluated === 0) return `Nothing was evaluated. ${condition}.${part}`;
  const nearest = nearestText(report);
  const explored = cut_short && shard === null ? " The part of the budget that is for exploring ran out." : part;
  const edge = (nearest === null ? "" : ` ${nearest}`) + explored;
  const variants = `${counted(evaluated, "variant")} of the scenario`;
  if (failed === 0) return `The detector did not fail in any of ${variants}. ${condition}.${edge}`;
  if (failed === evaluated) return `The detector failed in all ${variants}, so no change makes it fail. ${condition}.${edge}`;
  const confirmed = confirmedPairs({ pairs });
  const several = `The ${confirmed} smallest changes that make it fail are shown below.`;
  const one = "The smallest change that makes it fail is shown below.";
  const others = pairs.length - confirmed;
  const unconfirmed = others === 0 ? "" : ` ${counted(others, "pair")} could not be confirmed.`;
  const smallest = (confirmed === 0 ? "" : ` ${confirmed === 1 ? one : several}`) + unconfirmed;
  return `The detector failed in ${failed} of ${variants}.${smallest} ${condition}.${part}`;
}

/** If all variants passed, or all failed: in which of them it came nearest to the other, and what was measured there. */
export function nearestText(report: SearchReport): string | null {
  const { failed, evaluated, best, worst } = report;
  if (evaluated === 0 || (failed > 0 && failed < evaluated)) return null;
  const variant = failed === 0 ? worst : best;
  const measured = variant ? measuredText(report, variant.measured) : "";
  if (!variant || measured === "") return null;
  const values = variant.values.map(({ name, value }) => `${name} ${value}`).join(", ");
  return `It came nearest to ${failed === 0 ? "failing" : "passing"} with ${values}${measured}.`;
}

function tiles({ evaluated, failed, pairs, variables }: SearchReport): string {
  const shown: [string, string][] = [
    ["Variants tried", whole(evaluated)],
    ["Failed", whole(failed)],
    ["Share that failed", evaluated === 0 ? "–" : percent(failed / evaluated)],
    ["Variables", whole(variables.length)],
    ["Minimal pairs", whole(confirmedPairs({ pairs }))],
  ];
  const tile = ([name, value]: [string, string]) => `<div><dt>${escaped(name)}</dt><dd>${escaped(value)}</dd></div>`;
  return `<dl class="tiles">${shown.map(tile).join("")}</dl>`;
}

function pairSection(
  report: SearchReport,
  pair: PairReport,
  index: number,
  { pictures, files }: { readonly pictures: PairPictures | null; readonly files: "beside" | "alone" },
): string {
  const { variable, a, b, frame, track, same, labels, folder, confirmed } = pair;
  const where = frame === null ? "" : `, frame ${frame}${track === null ? "" : `, track ${track}`}`;
  const figure = (side: "a" | "b") => {
    const end = pair[side];
    const outcome = side === "a" ? "passes" : "fails";
    const caption = `${variable}: ${end.value} – ${outcome}${measuredText(report, end.measured)}`;
    const picture = pictures ? framePicture(pictures[side], `${caption}${where}`, track) : "";
    return `<figure class="${outcome}"><figcaption>${escaped(caption)}</figcaption>${picture}</figure>`;
  };
  const common = same.map(({ name, value }) => `<li>${escaped(name)}: <b>${escaped(value)}</b></li>`).join("");
  const changed = labels.map((line) => `<li>${escaped(line)}</li>`).join("");
  return section(
    `${index + 1}. ${capital(variable)}: ${a.value} → ${b.value}${confirmed ? "" : " (not confirmed)"}`,
    `Everything else is the same in both scenarios${where === "" ? "" : `. Shown${where.replace(/^,/, ":")}`}. ` +
      `${files === "beside" ? `Files: ${folder}. ` : ""}${confirmed ? CONFIRMED : NOT_CONFIRMED}`,
    `<div class="pair">${figure("a")}${figure("b")}</div>` +
      `<ul class="legend"><li><i class="there"></i>what is there</li><li><i class="seen"></i>what the detector reports</li></ul>` +
      (common ? `<h3>In both</h3><ul class="values">${common}</ul>` : "") +
      `<h3>What differs, also in the labels</h3><ul class="values">${changed || "<li>Nothing in the labels: only the picture.</li>"}</ul>`,
  );
}

const CONFIRMED = "Both answers were confirmed by asking the detector again.";
const NOT_CONFIRMED = "Asked again, the detector answered differently or not at all: this pair cannot be reproduced.";

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What the criterion measured, in words, after a colon; may be empty. */
export function measuredText({ fails }: Pick<SearchReport, "fails">, measured: number | null): string {
  if (fails.startsWith("missed") && measured !== null) return `: missed ${measured} ${measured === 1 ? "frame" : "frames"} in a row`;
  if (fails.startsWith("seen")) {
    const unit = /than [\d.]+ (\w+)/.exec(fails)?.[1] ?? "";
    return measured === null ? ": never seen before the meeting" : `: first seen ${measured.toFixed(1)} ${unit} before the meeting`;
  }
  return measured === null ? "" : `: ${fails.split(" ")[0] ?? ""} ${measured.toFixed(3)}`;
}

function triedSection({ variables, impossible, unanswered }: SearchReport): string {
  const left = impossible > 0 ? ` ${counted(impossible, "combination")} of values contradicted each other and could not be tried.` : "";
  const [first] = unanswered;
  const silent = first
    ? ` The detector did not answer in ${counted(unanswered.length, "variant")}, first with ` +
      `${first.values.map(({ name, value }) => `${name} ${value}`).join(", ")}: ${first.message}.`
    : "";
  return section(
    "What was tried",
    `Combinations of these variables’ values.${left}${silent}`,
    table(
      "Variables",
      [
        { head: "Variable", cell: ({ name }) => name, text: true },
        { head: "From", cell: ({ from }) => from },
        { head: "To", cell: ({ to }) => to },
        { head: "Values", cell: ({ values }) => values },
      ],
      variables,
    ),
  );
}

function influenceSection({ influence }: SearchReport): string {
  const bars = influence.map(({ name, bins }) => {
    const rows = bins.map(({ values, evaluated, failed, interval: [low, high] }) => {
      const share = evaluated === 0 ? null : failed / evaluated;
      const range = evaluated === 0 ? "not tried" : `${failed} of ${evaluated} (${percent(low)} to ${percent(high)})`;
      const bar = share === null || share === 0 ? "" : `<span class="bar" style="width:${Math.round(share * 100)}%"></span>`;
      return `<tr><th scope="row">${escaped(values)}</th><td class="bars">${bar}</td><td>${escaped(range)}</td></tr>`;
    });
    return `<div class="scroll"><table class="influence"><caption>${escaped(name)}</caption><tbody>${rows.join("")}</tbody></table></div>`;
  });
  return section(
    "What makes it fail",
    "Share of variants that failed, by the value of each variable, whatever the others were; in brackets Wilson’s 95 % interval. " +
      "The search looks closer where the detector begins to fail, so these shares describe the search, not traffic.",
    bars.join(""),
  );
}

function versionsSection({ scenario, detector, build, seed, fails, judging }: SearchReport): string {
  const rows: [string, string][] = [
    ["Scenario", `${scenario.name} (SHA-256 ${scenario.sha256})`],
    ["Detector", detector],
    ["Build of Jaywalk", build],
    ["Counts as failure", fails],
    ["Judged by", `overlap ${judging.iou}, confidence ${judging.confidence}, visibility ${judging.min_visibility} or more`],
    ["Seed of the search", String(seed)],
  ];
  const content = table(
    "",
    [
      { head: "", cell: ([name]) => name, text: true },
      { head: "", cell: ([, value]) => value, text: true },
    ],
    rows,
  );
  return section(
    "Versions",
    "The same versions, seed and number of evaluations give the same result.",
    content.replace("<caption></caption>", ""),
  );
}
