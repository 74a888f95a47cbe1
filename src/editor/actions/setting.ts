import {
  EASINGS,
  LIGHT_CONDITIONS,
  PICTURE_STYLES,
  SCENE_KINDS,
  WEATHER_CONDITIONS,
  type Easing,
  type LightCondition,
  type PictureStyle,
  type SceneKind,
  type WeatherCondition,
} from "@/core/document";
import { setScene, setStyle } from "../commands/scenario";
import { setEasing } from "../commands/waypoints";
import { waitAtFrame } from "../commands/timing";
import { changeSkyAt, skyKeyframes, type SkyTrack } from "../commands/weather";
import { selectedActors } from "../selection";
import { onlyInPicture, type Action, type ActionContext } from "./action";

type Words = { readonly label: string; readonly keywords: readonly string[] };

const WEATHER: Record<WeatherCondition, Words> = {
  sunny: { label: "Clear", keywords: ["sun", "sunny", "bright", "dry"] },
  cloudy: { label: "Cloudy", keywords: ["clouds", "overcast", "grey", "dull"] },
  rainy: { label: "Rain", keywords: ["rainy", "wet", "shower", "drops", "storm"] },
  fog: { label: "Fog", keywords: ["foggy", "mist", "haze"] },
  snow: { label: "Snow", keywords: ["snowy", "winter", "flakes", "ice"] },
};

const LIGHT: Record<LightCondition, Words> = {
  day: { label: "Day", keywords: ["daylight", "noon", "bright"] },
  low_sun: { label: "Low sun", keywords: ["glare", "sunset", "sunrise", "dazzle", "backlight"] },
  dusk: { label: "Dusk", keywords: ["twilight", "dawn", "evening", "dark"] },
  night: { label: "Night", keywords: ["dark", "evening", "headlights"] },
};

const SCENES: Record<SceneKind, Words> = {
  highway: { label: "highway", keywords: ["motorway", "road", "lanes"] },
  urban_intersection: { label: "urban intersection", keywords: ["city", "crossing", "junction", "town"] },
  school_zone: { label: "school zone", keywords: ["children", "zebra", "crossing"] },
  parking_lot: { label: "parking lot", keywords: ["car park"] },
  residential: { label: "residential street", keywords: ["houses", "suburb"] },
  in_cabin: { label: "in the cabin", keywords: ["driver", "inside", "car"] },
};

const STYLES: Record<PictureStyle, Words> = {
  illustrated: { label: "illustrated", keywords: ["look", "realistic"] },
  schematic: { label: "schematic", keywords: ["look", "rectangles", "boxes", "plain"] },
};

const EASING: Record<Easing, Words> = {
  linear: { label: "Move at constant speed", keywords: ["linear", "even pace", "easing"] },
  ease_in: { label: "Speed up along the path", keywords: ["accelerate", "ease in", "easing", "start"] },
  ease_out: { label: "Slow down along the path", keywords: ["brake", "decelerate", "ease out", "easing", "stop", "speed"] },
  ease_in_out: { label: "Speed up and slow down along the path", keywords: ["brake", "accelerate", "ease in and out", "easing"] },
};

const chosen = ({ editor }: ActionContext): readonly string[] => editor.session.getState().selection.actors;
const skyNow = ({ editor }: ActionContext, track: SkyTrack): WeatherCondition | LightCondition | undefined => {
  const { frame } = editor.transient.getState();
  return skyKeyframes(editor.document.getState().scenario, track).findLast((keyframe) => keyframe.frame <= frame)?.condition;
};

/** The scenario's properties, its weather, and how actors move: settings in panels that users search for by name. */
export const settingActions: readonly Action[] = [
  ...WEATHER_CONDITIONS.map((condition): Action => ({
    id: `weather.${condition}`,
    label: `Set weather from the playhead: ${WEATHER[condition].label.toLowerCase()}`,
    keywords: ["weather", ...WEATHER[condition].keywords],
    group: "Scene",
    perform: ({ editor }) => editor.run(changeSkyAt("weather", editor.transient.getState().frame, { condition })),
    checked: (context) => skyNow(context, "weather") === condition,
  })),
  ...LIGHT_CONDITIONS.map((condition): Action => ({
    id: `light.${condition}`,
    label: `Set light from the playhead: ${LIGHT[condition].label.toLowerCase()}`,
    keywords: ["light", "weather", ...LIGHT[condition].keywords],
    group: "Scene",
    perform: ({ editor }) => editor.run(changeSkyAt("light", editor.transient.getState().frame, { condition })),
    checked: (context) => skyNow(context, "light") === condition,
  })),
  ...SCENE_KINDS.map((kind) =>
    onlyInPicture(
      {
        id: `scene.${kind}`,
        label: `Scene: ${SCENES[kind].label}`,
        keywords: ["place", "background", ...SCENES[kind].keywords],
        group: "Scene",
        checked: ({ editor }) => editor.document.getState().scenario.scene.kind === kind,
        perform: ({ editor }) => editor.run(setScene({ kind })),
      },
      "This scenario is on a road; choose the kind of road in the scenario settings",
    ),
  ),
  ...PICTURE_STYLES.map((style): Action => ({
    id: `scene.style-${style}`,
    label: `Picture style: ${STYLES[style].label}`,
    keywords: STYLES[style].keywords,
    group: "Scene",
    checked: ({ editor }) => editor.document.getState().scenario.style === style,
    perform: ({ editor }) => editor.run(setStyle(style)),
  })),
  {
    id: "motion.wait",
    label: "Wait for one second at the playhead",
    keywords: ["stop", "pause", "brake", "halt", "hold", "stand", "speed"],
    group: "Motion",
    enabled: (context) => chosen(context).length === 1,
    needs: "Select one actor first",
    perform: (context) => {
      const { editor } = context;
      const [id] = chosen(context);
      const { fps } = editor.document.getState().scenario.video;
      if (id !== undefined) editor.run(waitAtFrame(id, editor.transient.getState().frame, Math.round(fps)));
    },
  },
  ...EASINGS.map((easing) =>
    onlyInPicture(
      {
        id: `motion.easing-${easing}`,
        label: EASING[easing].label,
        keywords: EASING[easing].keywords,
        group: "Motion",
        enabled: (context) => chosen(context).length > 0,
        needs: "Select an actor first",
        checked: (context) => {
          const actors = selectedActors(context.editor.document.getState().scenario, context.editor.session.getState().selection);
          return actors.length > 0 && actors.every(({ trajectory }) => trajectory.easing === easing);
        },
        perform: (context) => context.editor.run(setEasing(chosen(context), easing)),
      },
      "On a road, actors move by their speed, acceleration and braking",
    ),
  ),
];
