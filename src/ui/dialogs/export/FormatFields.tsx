import { Checkbox } from "@mantine/core";
import { IMAGE_FORMATS, MCAP, gifText, type ImageFormat } from "@/export";
import { PIXEL_MAPS, PIXEL_MAP_NAMES, pixelMapsFault } from "@/core/pixels";
import { DEFAULT_FORMATS, FORMAT_NAMES, FURTHER_FORMATS, type FormatId } from "@/formats";
import type { ExportFieldProps } from "./fieldProps";
import classes from "./export.module.css";

const IMAGE_TEXT: Record<ImageFormat, string> = { png: "Every frame as PNG", jpg: "Every frame as JPEG" };

/** Which annotation formats accompany the video, and what else. */
export function FormatFields({ scenario, settings, onChange }: ExportFieldProps) {
  const { durationFrames, fps } = scenario.video;
  const toggle = (id: string, wanted: boolean) =>
    onChange({ formats: wanted ? [...settings.formats, id] : settings.formats.filter((other) => other !== id) });
  const checkbox = (id: FormatId) => (
    <Checkbox
      key={id}
      label={FORMAT_NAMES[id]}
      checked={settings.formats.includes(id)}
      onChange={(event) => toggle(id, event.currentTarget.checked)}
    />
  );
  return (
    <div className={classes.formats}>
      <fieldset className={classes.formatList}>
        <legend>Annotation formats</legend>
        {DEFAULT_FORMATS.map(checkbox)}
      </fieldset>
      <fieldset className={classes.formatList}>
        <legend>For other tools</legend>
        {FURTHER_FORMATS.map(checkbox)}
        <Checkbox
          label="MCAP recording"
          description="Video, boxes and camera for Foxglove and Rerun"
          checked={settings.formats.includes(MCAP)}
          onChange={(event) => toggle(MCAP, event.currentTarget.checked)}
        />
      </fieldset>
      <fieldset className={classes.formatList}>
        <legend>Of each pixel, as PNG</legend>
        {PIXEL_MAPS.map((map) => (
          <Checkbox
            key={map}
            label={PIXEL_MAP_NAMES[map]}
            disabled={pixelMapsFault(scenario, [map]) !== null}
            description={pixelMapsFault(scenario, [map]) === null ? undefined : "Only of roads, which are in metres"}
            checked={settings.formats.includes(map)}
            onChange={(event) => toggle(map, event.currentTarget.checked)}
          />
        ))}
      </fieldset>
      <fieldset className={classes.formatList}>
        <legend>Boxes, masks and keypoints</legend>
        <Checkbox
          label="Visible boxes"
          checked={settings.box === "visible"}
          onChange={(event) => onChange({ box: event.currentTarget.checked ? "visible" : "amodal" })}
        />
        <Checkbox
          label="MOTChallenge pixels count from 0 instead of 1"
          disabled={!settings.formats.includes("mot")}
          checked={settings.motOrigin === 0}
          onChange={(event) => onChange({ motOrigin: event.currentTarget.checked ? 0 : 1 })}
        />
        <Checkbox
          label="COCO masks"
          disabled={!settings.formats.includes("coco")}
          checked={settings.masks}
          onChange={(event) => onChange({ masks: event.currentTarget.checked })}
        />
        <Checkbox
          label="Keypoints of people"
          checked={settings.keypoints}
          onChange={(event) => onChange({ keypoints: event.currentTarget.checked })}
        />
        <Checkbox
          label="COCO for Datumaro too"
          description="Its importers look in annotations/yolo, and need the frames as images"
          disabled={!settings.formats.includes("coco")}
          checked={settings.layout === "datumaro"}
          onChange={(event) => onChange({ layout: event.currentTarget.checked ? "datumaro" : "bundle" })}
        />
      </fieldset>
      <p className={classes.formatNote}>
        Fully hidden actors: COCO marks them as ignored (iscrowd), YOLO leaves them out, and the other formats keep their boxes.
      </p>
      <fieldset className={classes.formatList}>
        <legend>Picture</legend>
        <Checkbox
          label="Frame stamp in a corner"
          checked={settings.frameStamp}
          onChange={(event) => onChange({ frameStamp: event.currentTarget.checked })}
        />
        {IMAGE_FORMATS.map((format) => (
          <Checkbox
            key={format}
            label={IMAGE_TEXT[format]}
            checked={settings.images === format}
            onChange={(event) => onChange({ images: event.currentTarget.checked ? format : undefined })}
          />
        ))}
        <Checkbox
          label="Also export as WebM"
          checked={settings.webm}
          onChange={(event) => onChange({ webm: event.currentTarget.checked })}
        />
        <Checkbox
          label="GIF thumbnail"
          description={gifText(settings.range ?? { start: 0, end: durationFrames }, fps)}
          checked={settings.thumbnail}
          onChange={(event) => onChange({ thumbnail: event.currentTarget.checked })}
        />
        <Checkbox
          label="No random noise"
          checked={!settings.noise}
          onChange={(event) => onChange({ noise: !event.currentTarget.checked })}
        />
      </fieldset>
    </div>
  );
}
