import { UnstyledButton } from "@mantine/core";
import { IconFilePlus } from "@tabler/icons-react";
import { PRESETS, PROTOCOL_PRESETS, type Preset, type PresetGroup } from "@/presets";
import { useServices } from "../context/ServicesContext";
import { ActorIcon } from "../look/actors";
import { formatSeconds } from "@/core/text";
import { WeatherIcon } from "../look/weather";
import { Picture } from "../pictures/Picture";
import { ACTOR_TYPES } from "@/core/document";
import { tellingFrame } from "@/core/scene";
import { DialogFrame, type DialogProps } from "./DialogFrame";
import classes from "./dialogs.module.css";
import { secondsOf } from "@/core/timeline";
import { conditionsOf } from "@/core/weather";

const GROUPS: readonly { readonly group: PresetGroup; readonly title: string; readonly text: string }[] = [
  { group: "template", title: "Templates", text: "Complete scenarios to adapt: the quickest way to one of your own." },
  {
    group: "road",
    title: "Road",
    text: "Scenarios in metres, as the camera of a vehicle or on a pole sees them: with distances, speeds and 3-D boxes.",
  },
  {
    group: "protocol",
    title: "Geometries after Euro NCAP",
    text:
      "To test perception on: speeds, distances and the point of impact are sliders under “Parameters”. Nobody is rated; Euro NCAP is a " +
      "mark of its owner, who has nothing to do with this project.",
  },
  {
    group: "specification",
    title: "Reference scenarios",
    text: "The reference generator’s scenarios, with exactly its boxes, so that results can be compared.",
  },
  { group: "suite", title: "Suite", text: "The videos of the standard test suite, one by one. “Render a suite” renders them all." },
];

const GALLERY: readonly Preset[] = [...PRESETS, ...PROTOCOL_PRESETS];

/** Every preset with a picture of it; a click opens it, and the open scenario is kept. */
export function PresetsDialog({ opened, onClose }: DialogProps) {
  const { files, dialogs } = useServices();
  const take = (work: Promise<void>) => {
    onClose();
    void work;
  };
  return (
    <DialogFrame opened={opened} onClose={onClose} title="Presets" size={1140}>
      {GROUPS.map(({ group, title, text }) => (
        <section key={group} aria-label={title}>
          <h3 className={classes.groupTitle}>{title}</h3>
          <p className={classes.groupText}>{text}</p>
          <div className={classes.gallery}>
            {group === "template" && (
              <UnstyledButton className={classes.preset} onClick={() => dialogs.setState({ open: "new" })}>
                <span className={classes.blank}>
                  <IconFilePlus size={28} stroke={1.25} aria-hidden />
                </span>
                <span className={classes.presetName}>Empty scenario</span>
                <span className={classes.presetText}>A road or a scene of your choice, with nobody on it yet.</span>
              </UnstyledButton>
            )}
            {GALLERY.filter((preset) => preset.group === group).map((preset) => (
              <PresetCard key={preset.id} preset={preset} onOpen={() => take(files.open({ ...preset.scenario, name: preset.title }))} />
            ))}
          </div>
        </section>
      ))}
    </DialogFrame>
  );
}

function PresetCard({ preset, onOpen }: { preset: Preset; onOpen: () => void }) {
  const { scenario } = preset;
  const { video, actors } = scenario;
  return (
    <UnstyledButton className={classes.preset} onClick={onOpen}>
      <Picture className={classes.presetPicture} scenario={scenario} frame={preset.pictureFrame ?? tellingFrame(scenario)} />
      <span className={classes.presetName}>{preset.title}</span>
      <span className={classes.presetText}>{preset.description}</span>
      <span className={classes.presetFacts}>
        <span>{formatSeconds(secondsOf(video.durationFrames, video.fps))}</span>
        {ACTOR_TYPES.map((type) => {
          const count = actors.filter((actor) => actor.type === type).length;
          return (
            count > 0 && (
              <span key={type} className={classes.fact}>
                <ActorIcon type={type} size={14} /> {count}
              </span>
            )
          );
        })}
        <span className={classes.factEnd}>
          {conditionsOf(scenario).map((condition) => (
            <WeatherIcon key={condition} condition={condition} size={14} />
          ))}
        </span>
      </span>
    </UnstyledButton>
  );
}
