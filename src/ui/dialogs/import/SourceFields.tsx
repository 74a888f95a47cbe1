import { SelectField } from "../../fields/SelectField";
import { openQuestion, READ_FORMATS, READ_FORMAT_NAMES } from "@/formats";
import { LIMITS, paddingText } from "@/core/document";
import { closestRate } from "@/core/timeline";
import { RateMenu } from "../../fields/RateMenu";
import { NumberField } from "../../fields/NumberField";
import type { Rereading } from "./useImport";
import type { ImportSummary } from "@/services/import/protocol";
import { lacksFrameSize, type ImportSettings } from "@/services/import/settings";
import { counted } from "@/core/text";
import classes from "./import.module.css";

type Props = {
  readonly summary: ImportSummary;
  readonly settings: ImportSettings;
  readonly onChange: (change: Partial<ImportSettings>) => void;
  readonly onReread: (change: Rereading) => void;
};

const FORMATS = READ_FORMATS.map((value) => ({ value, label: READ_FORMAT_NAMES[value] }));

/** The format of the files, and what they do not state about their video. */
export function SourceFields({ summary, settings, onChange, onReread }: Props) {
  const { format, video, boxes, tracks, frames } = summary;
  const missing = [
    ...(video.width === undefined || video.height === undefined ? ["frame size"] : []),
    ...(video.fps === undefined ? ["frame rate"] : []),
  ];
  const isFromVideo = settings.background?.kind === "footage" && (settings.background.facts.fps !== null || video.fps !== undefined);
  const padding = paddingText(settings);
  const resize = (side: "width" | "height", value: number) =>
    lacksFrameSize(summary) ? onReread({ [side]: value }) : onChange({ [side]: value });
  return (
    <section className={classes.fields} aria-label="Source">
      <h3 className={classes.heading}>
        Source{" "}
        <span>
          {openQuestion(summary.questions)
            ? "waiting for your choice"
            : `${counted(tracks, "track", "tracks")}, ${counted(boxes, "box", "boxes")}, ${counted(frames, "frame", "frames")}`}
        </span>
      </h3>
      <SelectField label="Format" value={format ?? undefined} options={FORMATS} onChange={(chosen) => onReread({ format: chosen })} />
      {summary.questions.map(
        ({ topic, readings, chosen }) =>
          chosen !== null && (
            <SelectField
              key={topic}
              label={topicLabel(topic)}
              value={chosen}
              options={readings}
              onChange={(value) => onReread({ readings: { [topic]: value } })}
            />
          ),
      )}
      <NumberField
        label="Frame width"
        unit="px"
        value={settings.width}
        min={LIMITS.width.min}
        max={LIMITS.width.max}
        disabled={video.width !== undefined}
        onChange={(width) => resize("width", width)}
      />
      <NumberField
        label="Frame height"
        unit="px"
        value={settings.height}
        min={LIMITS.height.min}
        max={LIMITS.height.max}
        disabled={video.height !== undefined}
        onChange={(height) => resize("height", height)}
      />
      {video.fps === undefined && <RateMenu label="Common frame rates" value={settings.fps} onChange={(fps) => onChange({ fps })} />}
      <NumberField
        label="Frame rate"
        unit="fps"
        digits={3}
        value={settings.fps}
        {...LIMITS.fps}
        disabled={video.fps !== undefined}
        onChange={(fps) => onChange({ fps: closestRate(fps) })}
        because="Rates are whole numbers, or those of broadcasting."
      />
      {padding !== null && settings.target === "new" && <p className={classes.hint}>{padding}.</p>}
      {missing.length > 0 && (
        <p className={classes.hint}>
          The files do not state the {missing.join(" and the ")}: {isFromVideo ? "taken from the video" : "give what the video has"}.
        </p>
      )}
    </section>
  );
}

/** `first-pixel` as `First pixel`. */
const topicLabel = (topic: string): string => topic.charAt(0).toUpperCase() + topic.slice(1).replaceAll("-", " ");
