import { ActionIcon, Button } from "@mantine/core";
import { IconArrowLeft, IconChevronLeft, IconChevronRight, IconDownload, IconExternalLink } from "@tabler/icons-react";
import { useRef, useState, type RefObject } from "react";
import { fileName } from "@/core/names";
import { placedFrame } from "@/core/scene";
import { formatTimecode } from "@/core/text";
import { measuredText } from "@/reports/search";
import { offerDownload } from "@/services/files/download";
import { TRACK_STATES, type FoundPair, type PairSide } from "@/services/search/job";
import { wholePair } from "@/services/search/saving";
import type { SearchResults } from "@/services/search/search";
import detection from "../detection/detection.module.css";
import { attempt } from "../library/attempt";
import { capital } from "./searchWords";
import { SideBoxes } from "./SideBoxes";
import { TrackStrips } from "./TrackStrips";
import { usePairPictures } from "./usePairPictures";
import { useVariant } from "./useVariant";
import { Wipe } from "./Wipe";
import classes from "./search.module.css";

type Props = {
  readonly results: SearchResults;
  readonly pair: FoundPair;
  readonly onChoose: (index: number) => void;
  readonly onBack: () => void;
  readonly onClose: () => void;
};

/** A minimal pair: the same frame of both scenarios with a wipe between them, and what the detector reports in each. */
export function PairView({ results, pair, onChoose, onBack, onClose }: Props) {
  const [frame, setFrame] = useState(() => tellingFrameOf(pair));
  const [start] = useState(() => middleOf(pair, frame));
  const [canvasA, canvasB] = [useRef<HTMLCanvasElement>(null), useRef<HTMLCanvasElement>(null)];
  const { isDrawn, fault } = usePairPictures(pair, frame, canvasA, canvasB);
  const { width, height, fps } = pair.a.scenario.video;
  const { variable, a, b } = pair.report;
  const name = capital(variable);
  return (
    <div className={classes.pairView}>
      <PairHead results={results} pair={pair} onChoose={onChoose} onBack={onBack} />
      {fault !== null && (
        <p className={detection.fault} role="alert">
          {fault}
        </p>
      )}
      <div className={classes.pairBody}>
        <div className={classes.pairPictures} aria-busy={!isDrawn && fault === null}>
          <Wipe
            start={start}
            isWaiting={!isDrawn && fault === null}
            ratio={width / height}
            left={<SidePicture side={pair.a} canvas={canvasA} text={`${name} ${a.value}: passes`} outcome="passes" frame={frame} />}
            right={<SidePicture side={pair.b} canvas={canvasB} text={`${name} ${b.value}: fails`} outcome="fails" frame={frame} />}
          />
          <TrackStrips pair={pair} frame={frame} fps={fps} onFrame={setFrame} />
          <FrameBar pair={pair} frame={frame} onFrame={setFrame} />
        </div>
        <PairFacts results={results} pair={pair} frame={frame} onClose={onClose} />
      </div>
    </div>
  );
}

/** Where the answers differ, as near as possible to where the failure shows best. */
function tellingFrameOf({ a, b, frame }: FoundPair): number {
  let best = frame;
  let distance = Infinity;
  a.track.forEach((state, at) => {
    if (state !== FOUND || b.track[at] !== MISSED || Math.abs(at - frame) >= distance) return;
    [best, distance] = [at, Math.abs(at - frame)];
  });
  return best;
}

/** Where the pair's track is, in percent of the width: one half of the picture then shows it as found, the other as missed. */
function middleOf({ a: { scenario }, report }: FoundPair, frame: number): number {
  const body = placedFrame(scenario, frame).bodies.find((one) => one.kind === "actor" && one.trackId === report.track);
  if (!body) return 50;
  const { width } = scenario.video;
  const [left, right] = [Math.max(0, body.box.x), Math.min(width, body.box.x + body.box.width)];
  return left < right ? Math.min(95, Math.max(5, Math.round(((left + right) / 2 / width) * 100))) : 50;
}

const [FOUND, MISSED] = [TRACK_STATES.indexOf("found"), TRACK_STATES.indexOf("missed")];

type SideProps = {
  readonly side: PairSide;
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly text: string;
  readonly outcome: "passes" | "fails";
  readonly frame: number;
};

/** A frame of one scenario, what the detector made of it, and which of the two it is. */
function SidePicture({ side: { scenario, marks }, canvas, text, outcome, frame }: SideProps) {
  const { width, height } = scenario.video;
  return (
    <>
      <canvas ref={canvas} className={classes.sidePicture} role="img" aria-label={`${text}, frame ${frame}`} />
      {marks && <SideBoxes marks={marks} frame={frame} width={width} height={height} />}
      <span className={classes.sideName} data-side={outcome}>
        {text}
      </span>
    </>
  );
}

function PairHead({ results, pair, onChoose, onBack }: Omit<Props, "onClose">) {
  const { pairs } = results;
  const index = pairs.indexOf(pair);
  const { variable, a, b, confirmed } = pair.report;
  return (
    <div className={classes.pairHead}>
      <Button variant="default" leftSection={<IconArrowLeft size={16} stroke={1.75} aria-hidden />} onClick={onBack} autoFocus>
        Results
      </Button>
      <h3>
        {capital(variable)} {a.value} → {b.value}
        {!confirmed && <span className={classes.warning}> not confirmed</span>}
      </h3>
      {pairs.length > 1 && (
        <span className={classes.pager}>
          <ActionIcon aria-label="Previous pair" disabled={index === 0} onClick={() => onChoose(index - 1)}>
            <IconChevronLeft size={18} stroke={1.75} aria-hidden />
          </ActionIcon>
          Pair {index + 1} of {pairs.length}
          <ActionIcon aria-label="Next pair" disabled={index === pairs.length - 1} onClick={() => onChoose(index + 1)}>
            <IconChevronRight size={18} stroke={1.75} aria-hidden />
          </ActionIcon>
        </span>
      )}
    </div>
  );
}

/** Where in the video both pictures are, and the way to the next frame at which the detector answered differently. */
function FrameBar({ pair, frame, onFrame }: { pair: FoundPair; frame: number; onFrame: (frame: number) => void }) {
  const { a, b } = pair;
  const { fps } = a.scenario.video;
  const differs = (at: number) => a.track[at] !== b.track[at];
  const next = a.track.findIndex((_, at) => at > frame && differs(at));
  const before = a.track.findLastIndex((_, at) => at < frame && differs(at));
  return (
    <div className={classes.frameBar}>
      <span className={classes.frameText}>
        Frame {frame} of {a.track.length}, {formatTimecode(frame, fps)}
      </span>
      <Button variant="default" disabled={before < 0} onClick={() => onFrame(before)}>
        Previous difference
      </Button>
      <Button variant="default" disabled={next < 0} onClick={() => onFrame(next)}>
        Next difference
      </Button>
      <span className={classes.legend}>
        <i data-outcome="TP" /> TP found <i data-outcome="FN" /> FN missed <i data-outcome="FP" /> FP false
      </span>
    </div>
  );
}

type FactsProps = { readonly results: SearchResults; readonly pair: FoundPair; readonly frame: number; readonly onClose: () => void };

/** What both scenarios share, how their labels differ, and the ways on. */
function PairFacts({ results, pair, frame, onClose }: FactsProps) {
  const open = useVariant(results, onClose);
  const { report } = pair;
  const { variable, same, labels, track, confirmed } = report;
  const side = (name: "a" | "b") => {
    const { value, measured } = report[name];
    const outcome = name === "a" ? "Passes" : "Fails";
    return (
      <div className={classes.side} data-side={name === "a" ? "passes" : "fails"}>
        <b>
          {outcome} at {value}
        </b>
        <span>{capital(measuredText(results.report, measured).replace(/^: /, "")) || "No answer when asked again"}</span>
        <Button
          variant="default"
          leftSection={<IconExternalLink size={16} stroke={1.75} aria-hidden />}
          onClick={() => open({ scenario: pair[name].scenario, values: `${variable} ${value}`, frame, track })}
        >
          Open as scenario
        </Button>
      </div>
    );
  };
  return (
    <div className={classes.pairFacts}>
      {side("a")}
      {side("b")}
      <div className={classes.side}>
        <b>The same in both</b>
        <span>
          {same.length === 0 ? "Everything else" : `${same.map(({ name, value }) => `${name} ${value}`).join(", ")}, and everything else`}
        </span>
        <b>What differs</b>
        {labels.length === 0 ? (
          <span>Only the picture: the labels are equal.</span>
        ) : (
          labels.slice(0, 4).map((line) => <span key={line}>{capital(line)}</span>)
        )}
        {labels.length > 4 && <span className={classes.quiet}>And {labels.length - 4} more, in the saved pair.</span>}
        <span className={classes.quiet}>
          {confirmed
            ? "Both answers were confirmed by asking the detector again."
            : "Asked again, the detector answered differently or not at all."}
        </span>
        <Button
          variant="default"
          leftSection={<IconDownload size={16} stroke={1.75} aria-hidden />}
          onClick={() =>
            void attempt("The pair could not be saved", async () =>
              offerDownload(await wholePair(pair), `${fileName(`${results.job.scenario.name} ${variable}`)}.pair.zip`),
            )
          }
        >
          Save pair
        </Button>
      </div>
    </div>
  );
}
