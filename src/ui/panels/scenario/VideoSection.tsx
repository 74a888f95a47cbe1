import { LIMITS } from "@/core/document";
import { setVideo } from "@/editor";
import { useEditor, useScenario } from "../../context/EditorContext";
import { DocumentNumber } from "../../fields/DocumentNumber";
import { FieldPair, FieldRow } from "../../fields/FieldRow";
import { RateMenu } from "../../fields/RateMenu";
import { SelectField } from "../../fields/SelectField";
import { counted, formatSeconds } from "@/core/text";
import { Section } from "../Section";
import classes from "../panels.module.css";
import { framesLasting, secondsOf } from "@/core/timeline";

const SIZES = [
  { value: "640x360", label: "640 × 360" },
  { value: "1280x720", label: "1280 × 720 (720p)" },
  { value: "1920x1080", label: "1920 × 1080 (1080p)" },
  { value: "3840x2160", label: "3840 × 2160 (4K)" },
  { value: "640x480", label: "640 × 480 (VGA)" },
  { value: "1024x1024", label: "1024 × 1024 (square)" },
  { value: "custom", label: "Custom" },
] as const;

const DURATION = [{ of: "scenario", key: "video.durationFrames" }] as const;

/** Size, rate and length. Changing the size scales the scenario, changing the rate keeps its times. */
export function VideoSection() {
  const editor = useEditor();
  const { width, height, fps, durationFrames } = useScenario((scenario) => scenario.video);
  const size = SIZES.find(({ value }) => value === `${width}x${height}`)?.value ?? "custom";
  return (
    <Section title="Video">
      <SelectField
        label="Size"
        value={size}
        options={SIZES}
        onChange={(value) => {
          const [nextWidth, nextHeight] = value.split("x").map(Number);
          if (nextWidth && nextHeight) editor.run(setVideo({ width: nextWidth, height: nextHeight }));
        }}
      />
      <FieldRow label="">
        <FieldPair>
          <DocumentNumber
            label="Width"
            prefix="W"
            value={width}
            unit="px"
            units={{ px: 1 }}
            step={2}
            {...LIMITS.width}
            change={(value) => setVideo({ width: value })}
          />
          <DocumentNumber
            label="Height"
            prefix="H"
            value={height}
            unit="px"
            units={{ px: 1 }}
            step={2}
            {...LIMITS.height}
            change={(value) => setVideo({ height: value })}
          />
        </FieldPair>
      </FieldRow>
      <RateMenu value={fps} onChange={(value) => editor.run(setVideo({ fps: value }))} />
      <FieldRow label="">
        <DocumentNumber
          label="Exact frame rate"
          bare
          value={fps}
          unit="fps"
          units={{ fps: 1 }}
          digits={3}
          {...LIMITS.fps}
          change={(value) => setVideo({ fps: value })}
        />
      </FieldRow>
      <DocumentNumber
        label="Duration"
        value={secondsOf(durationFrames, fps)}
        unit="s"
        units={{ s: 1, f: secondsOf(1, fps), min: 60 }}
        digits={3}
        step={1}
        min={secondsOf(1, fps)}
        max={secondsOf(LIMITS.durationFrames.max, fps)}
        change={(seconds) => setVideo({ durationFrames: framesLasting(seconds, fps) })}
        places={DURATION}
      />
      <p className={classes.hint}>
        {counted(durationFrames, "frame")}, {formatSeconds(secondsOf(durationFrames, fps))}
      </p>
    </Section>
  );
}
