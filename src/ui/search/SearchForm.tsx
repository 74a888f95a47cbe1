import { Button, Loader, Progress, Textarea } from "@mantine/core";
import { IconFocus2 } from "@tabler/icons-react";
import { useEffect, useId, useState } from "react";
import { useStore } from "zustand";
import type { SearchProgress } from "@/services/search/progress";
import type { SearchSetup } from "@/services/search/setup";
import { useScenario } from "../context/EditorContext";
import { useServices } from "../context/ServicesContext";
import { SeedField } from "../detection/DetectionsTab";
import { DetectorChoice } from "../detection/DetectorChoice";
import detection from "../detection/detection.module.css";
import { OwnModel } from "../detection/OwnModel";
import { ProfileChoice } from "../detection/ProfileChoice";
import { BuiltinDetector, ConfidenceField, RateField } from "../detection/RealDetector";
import { NumberField } from "../fields/NumberField";
import { SelectField } from "../fields/SelectField";
import { SwitchField } from "../fields/SwitchField";
import { Section } from "../panels/Section";
import panels from "../panels/panels.module.css";
import { FailureFields } from "./FailureFields";
import { progressText, timeLeftText } from "./searchWords";
import { VariableRows } from "./VariableRows";
import classes from "./search.module.css";

/** Detector, what varies, what counts as failure, how long: and the button that starts the search. */
export function SearchForm() {
  const { search } = useServices();
  const { of, setup } = useStore(search.setup);
  const id = useScenario((scenario) => scenario.id);
  const running = useStore(search.state, (state) => state.running);
  if (!setup || (of !== id && !running))
    return (
      <div className={classes.form} role="status" aria-label="Reading the scenario">
        <Loader size="sm" />
      </div>
    );
  return (
    <div className={classes.form}>
      <fieldset className={classes.fields} disabled={running !== null} aria-label="Search settings">
        <DetectorSection />
        <Section title="What counts as failure">
          <FailureFields fails={setup.fails} onChange={(fails) => search.change({ fails })} />
        </Section>
        <Section title="What may vary">
          <VariableRows rows={setup.rows} onChange={(rows) => search.change({ rows })} />
          <OtherVariables setup={setup} />
        </Section>
        <BudgetSection setup={setup} />
      </fieldset>
      <RunBar running={running} setup={setup} />
    </div>
  );
}

function DetectorSection() {
  const { detector } = useServices();
  const kind = useStore(detector.runSetup, ({ detector: chosen }) => chosen);
  return (
    <Section title="Detector">
      <DetectorChoice />
      {kind === "simulated" ? (
        <>
          <ProfileChoice />
          <SeedField />
        </>
      ) : (
        <>
          {kind === "onnx" ? <OwnModel /> : <BuiltinDetector />}
          <RateField />
          <ConfidenceField />
          <p className={panels.hint}>It looks at drawn frames of each variant.</p>
        </>
      )}
    </Section>
  );
}

/** Variables that have no row of their own, in the command line's short form. */
function OtherVariables({ setup }: { setup: SearchSetup }) {
  const { search } = useServices();
  const id = useId();
  return (
    <details className={detection.more} open={setup.other !== "" || undefined}>
      <summary>Other values of the scenario</summary>
      <label htmlFor={id} className={panels.hint}>
        One a line, as on the command line: NAME=FROM..TO/STEP or NAME=a,b,c. A name that begins with a slash is a place in the scenario
        file.
      </label>
      <Textarea
        id={id}
        autosize
        minRows={2}
        maxRows={5}
        spellCheck={false}
        placeholder="/actors/0/size/height=40..120/2"
        value={setup.other}
        onChange={(event) => search.change({ other: event.currentTarget.value })}
      />
    </details>
  );
}

const UNITS = [
  { value: "variants", label: "Variants" },
  { value: "minutes", label: "Minutes" },
] as const;

function BudgetSection({ setup }: { setup: SearchSetup }) {
  const { search } = useServices();
  const inMinutes = setup.unit === "minutes";
  return (
    <Section title="How long">
      <SelectField
        label="Limit"
        value={setup.unit}
        options={UNITS}
        onChange={(unit) => search.change({ unit, amount: unit === "minutes" ? 5 : 100 })}
      />
      <NumberField
        label="At most"
        value={setup.amount}
        unit={inMinutes ? "min" : "variants"}
        min={inMinutes ? 0.5 : 1}
        max={inMinutes ? 1440 : 100_000}
        step={inMinutes ? 1 : 10}
        digits={inMinutes ? 1 : 0}
        onChange={(amount) => search.change({ amount })}
      />
      <NumberField
        label="Look for"
        value={setup.pairs}
        unit={setup.pairs === 1 ? "minimal pair" : "minimal pairs"}
        min={1}
        max={99}
        onChange={(pairs) => search.change({ pairs })}
      />
      <SwitchField
        label="Also every weather and light, for the heat map"
        checked={setup.weatherMap}
        onChange={(weatherMap) => search.change({ weatherMap })}
      />
      {inMinutes && <p className={panels.hint}>Limited by time, two runs need not find the same.</p>}
    </Section>
  );
}

function RunBar({ running, setup }: { running: SearchProgress | null; setup: SearchSetup }) {
  const { search } = useServices();
  const { fault, tried, results, isKept } = useStore(search.state);
  if (running)
    return (
      <div className={classes.run}>
        <p className={classes.step} role="status">
          {progressText(running)}
        </p>
        <Progress
          value={running.budget === null ? 0 : Math.min(100, (running.tried / running.budget) * 100)}
          size={6}
          aria-label="Progress of the search"
        />
        <Waiting progress={running} />
        <div className={classes.runButtons}>
          <Button variant="default" onClick={search.cancel}>
            Stop
          </Button>
          <span className={classes.quiet}>Answers are kept, and you may close this dialog.</span>
        </div>
      </div>
    );
  const goesOn = tried !== null && tried > 0;
  return (
    <div className={classes.run}>
      {fault !== null && (
        <p className={detection.fault} role="alert">
          {fault}
        </p>
      )}
      {goesOn && (
        <p className={classes.quiet} role="status">
          Stopped after {tried} {tried === 1 ? "variant" : "variants"}. With the same settings, the search goes on from there.
        </p>
      )}
      {isKept === false && (
        <p className={classes.warning} role="status">
          This browser keeps no more data, so answers are lost when this tab is closed.
        </p>
      )}
      <div className={classes.runButtons}>
        <Button
          leftSection={<IconFocus2 size={16} stroke={1.75} aria-hidden />}
          disabled={setup.rows.every(({ isOn }) => !isOn) && setup.other.trim() === ""}
          onClick={() => void search.start()}
        >
          {goesOn ? "Go on searching" : results ? "Search again" : "Start the search"}
        </Button>
      </div>
    </div>
  );
}

/** A detector that is silent for longer may be stuck. */
const SILENT_AFTER_S = 20;

/** The time left, and what may be the matter if it takes long. */
function Waiting({ progress }: { progress: SearchProgress }) {
  const { answeredAt } = progress;
  const [now, setNow] = useState(answeredAt);
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.round((now - answeredAt) / 1000));
  return (
    <>
      <p className={classes.quiet}>{timeLeftText(progress, seconds) || "\u00a0"}</p>
      {seconds >= SILENT_AFTER_S && (
        <p className={classes.warning}>
          No variant was finished for {seconds} s. A picture that takes the detector longer than 2 minutes is tried once more, and then the
          variant is left out.
        </p>
      )}
    </>
  );
}
