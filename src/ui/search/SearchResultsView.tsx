import { Button } from "@mantine/core";
import { IconDownload, IconFileZip } from "@tabler/icons-react";
import { useStore } from "zustand";
import { fileName } from "@/core/names";
import { counted, formatSeconds } from "@/core/text";
import { measuredText, summaryOf } from "@/reports/search";
import { confirmedPairs } from "@/search/report";
import { offerDownload } from "@/services/files/download";
import type { FoundPair } from "@/services/search/job";
import { reportFile, wholeSearch } from "@/services/search/saving";
import type { SearchResults } from "@/services/search/search";
import { useScenario } from "../context/EditorContext";
import { useServices } from "../context/ServicesContext";
import detection from "../detection/detection.module.css";
import evaluation from "../evaluation/evaluation.module.css";
import { attempt } from "../library/attempt";
import { Tile, Tiles } from "../look/Tiles";
import { Section } from "../panels/Section";
import panels from "../panels/panels.module.css";
import { Picture } from "../pictures/Picture";
import { useSlim } from "../pictures/useSlim";
import { HeatMap } from "./HeatMap";
import { Influence } from "./Influence";
import { capital } from "./searchWords";
import { useVariant } from "./useVariant";
import classes from "./search.module.css";

type Props = { readonly onPair: (index: number) => void; readonly onClose: () => void };

/** What the latest search found. */
export function SearchResultsView({ onPair, onClose }: Props) {
  const { search } = useServices();
  const { results } = useStore(search.state);
  if (!results) return <Explanation />;
  const { report, pairs } = results;
  return (
    <div className={classes.results} role="region" aria-label="Results" tabIndex={-1}>
      <Section title="Result">
        <Outdated results={results} />
        <p className={classes.summary}>{summaryOf(report)}</p>
        <Advice report={report} />
        <Tiles columns={4} label="Figures of the search">
          <Tile name="Variants tried" value={String(report.evaluated)} />
          <Tile name="Failed" value={String(report.failed)} />
          <Tile name="Minimal pairs" value={String(confirmedPairs(report))} />
          <Tile name="Took" value={formatSeconds(Math.max(1, Math.round(results.seconds)))} />
        </Tiles>
        <Notes results={results} />
        <Saving results={results} />
      </Section>
      {pairs.length > 0 && (
        <Section title="Smallest changes that make it fail">
          <ul className={classes.pairs}>
            {pairs.map((pair, index) => (
              <li key={pair.report.folder}>
                <PairCard results={results} pair={pair} onOpen={() => onPair(index)} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      <HeatMapSection results={results} onClose={onClose} />
      <Section title="What makes it fail">
        <Influence report={report} />
      </Section>
    </div>
  );
}

function Explanation() {
  return (
    <div className={classes.explanation}>
      <h3>The smallest change that makes the detector fail</h3>
      <p>
        A search tries variants of the open scenario: thicker fog, a darker coat, a higher speed. Where the detector fails in one and not in
        another, it drops every change that is not needed, until one value differs by one step: a <b>minimal pair</b>.
      </p>
      <p>
        Both scenarios of a pair open side by side, with what the detector reports in each. A map of recall by weather, distance and
        visibility shows where else it struggles, and each of its cells leads to a frame.
      </p>
      <p>
        The simulated detector answers in milliseconds. A real one looks at pictures: a variant takes about as long as <b>Run detector</b>,
        so look at every 10th frame or so, and shorten the scenario to what matters.
      </p>
    </div>
  );
}

/** Whether the results are of another scenario than the open one, or of an earlier state of it. */
function Outdated({ results: { of, job } }: { results: SearchResults }) {
  const open = useScenario((scenario) => scenario);
  if (open === of) return null;
  return (
    <p className={evaluation.stale} role="status">
      {open.id === job.scenario.id
        ? "The scenario has changed since: these results are of how it was. Search again to update them."
        : `These results are of “${job.scenario.name}”, which is not open now.`}
    </p>
  );
}

/** What to set otherwise if there is no edge between success and failure in what was tried. */
function Advice({ report: { evaluated, failed } }: { report: SearchResults["report"] }) {
  if (evaluated === 0 || (failed > 0 && failed < evaluated)) return null;
  return (
    <p className={panels.hint}>
      {failed === 0
        ? "To look further, widen the ranges, let more vary, or call it a failure earlier: fewer frames in a row, or a higher recall."
        : "It also fails in the mildest variant. Call it a failure later: more frames in a row, a lower recall, or one actor only."}
    </p>
  );
}

/** What could not be tried or answered, and that the budget ran out. */
function Notes({ results: { report, resumed } }: { results: SearchResults }) {
  const { impossible, unanswered } = report;
  const [first] = unanswered;
  const values = first?.values.map(({ name, value }) => `${name} ${value}`).join(", ") ?? "";
  return (
    <>
      {first && (
        <p className={detection.fault}>
          The detector did not answer in {unanswered.length} of the variants, first with {values}: {first.message}.
        </p>
      )}
      {impossible > 0 && (
        <p className={panels.hint}>{counted(impossible, "combination")} of values contradicted each other and could not be tried.</p>
      )}
      {resumed > 0 && <p className={panels.hint}>{resumed} answers were kept from before and were not asked for again.</p>}
    </>
  );
}

function Saving({ results }: { results: SearchResults }) {
  const name = fileName(results.job.scenario.name);
  const save = (what: string, ending: string, make: () => Promise<Blob>) =>
    void attempt(`${what} could not be saved`, async () => offerDownload(await make(), `${name}.${ending}`));
  return (
    <div className={detection.buttons}>
      <Button
        variant="default"
        leftSection={<IconDownload size={16} stroke={1.75} aria-hidden />}
        onClick={() => save("The report", "search.html", () => reportFile(results))}
      >
        Report (HTML)
      </Button>
      <Button
        variant="default"
        leftSection={<IconFileZip size={16} stroke={1.75} aria-hidden />}
        onClick={() => save("The results", "search.zip", () => wholeSearch(results))}
      >
        Everything (ZIP)
      </Button>
    </div>
  );
}

function PairCard({ results, pair: { report, b, frame }, onOpen }: { results: SearchResults; pair: FoundPair; onOpen: () => void }) {
  const slim = useSlim(b.scenario);
  const { variable, a: first, b: second, confirmed } = report;
  const measured = (side: typeof first) => measuredText(results.report, side.measured).replace(/^: /, "");
  return (
    <button type="button" className={classes.pair} onClick={onOpen}>
      {slim ? <Picture scenario={slim} frame={frame} className={classes.pairPicture} /> : <span className={classes.pairPicture} />}
      <span className={classes.pairText}>
        <span className={classes.pairName}>{capital(variable)}</span>
        <span className={classes.pairValues}>
          {first.value} → {second.value}
        </span>
        <span className={classes.quiet}>
          {confirmed
            ? `Passes (${measured(first)}), then fails (${measured(second)})`
            : "Not confirmed: asked again, it answered otherwise"}
        </span>
      </span>
    </button>
  );
}

function HeatMapSection({ results, onClose }: { results: SearchResults; onClose: () => void }) {
  const open = useVariant(results, onClose);
  const scenarios = new Map(results.examples);
  return (
    <Section title="Recall by circumstances">
      <p className={panels.hint}>
        Share of objects found, in percent, and below it how many there were, over all variants. Point at a cell, or move to it with the
        arrow keys, for Wilson’s 95 % interval. A cell opens a frame to look at: one with a miss, if there is any.
      </p>
      <HeatMap
        cells={results.report.heat_map}
        onOpen={({ example }) => {
          const scenario = scenarios.get(example.scenario);
          const values = example.values.map(({ name, value }) => `${name} ${value}`).join(", ");
          if (scenario) open({ scenario, values, frame: example.frame, track: example.track });
        }}
      />
    </Section>
  );
}
