import { Button, SegmentedControl } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { RELATION_LIMITS, type Actor, type Waypoint } from "@/core/document";
import { relationFaults, relationsOf } from "@/core/relations";
import { lightsIn } from "@/core/scene";
import { formatSeconds } from "@/core/text";
import { RELATION_LABELS, WHENS, keepTimes, othersOf, setRelation, usualRelation, type When } from "@/editor";
import { useEditor, useLive, useScenario, useWorld } from "../../context/EditorContext";
import { DocumentNumber } from "../../fields/DocumentNumber";
import { FieldPair, FieldRow } from "../../fields/FieldRow";
import { SelectField } from "../../fields/SelectField";
import { SwitchField } from "../../fields/SwitchField";
import panels from "../panels.module.css";
import road from "../road/road.module.css";

type Until = NonNullable<Waypoint["until"]>;
type Props = { readonly actor: Actor; readonly index: number };

const SECONDS = { unit: "s", units: { s: 1 }, digits: 3, step: 0.1 } as const;
const PERCENT = { unit: "%", units: { "%": 1 }, digits: 1, step: 5, min: 0, max: 100 } as const;
/** Distances in the world's unit; and whether somebody can already be moving at its start, rather than start from standing. */
const DISTANCES = {
  picture: { unit: "px", units: { px: 1 }, digits: 0, step: 10, ...RELATION_LIMITS.distance, canMove: false },
  road: { unit: "m", units: { m: 1 }, digits: 2, step: 1, ...RELATION_LIMITS.distance, canMove: true },
} as const;
const NONE = "none";

/** What an actor waits for at a waypoint; at its first, what it starts by. */
export function RelationFields({ actor, index }: Props) {
  const editor = useEditor();
  const count = useScenario(({ actors }) => actors.length);
  const until = actor.trajectory.waypoints[index]?.until;
  const ref = { actorId: actor.id, index };
  const hasLights = useScenario((scenario) => lightsIn(scenario).length > 0);
  const whens = WHENS.filter((when) => (when === "green" ? hasLights || until?.when === "green" : count > 1 || when === "time"));
  const choose = (chosen: When | typeof NONE) => {
    const { scenario } = editor.document.getState();
    const relation = chosen === NONE ? undefined : usualRelation(scenario, actor, index, chosen);
    if (relation !== null) editor.run(setRelation(ref, relation));
  };
  return (
    <>
      <SelectField<When | typeof NONE>
        label={index === 0 ? "Starts" : "Waits for"}
        value={until?.when ?? NONE}
        options={[
          { value: NONE, label: index === 0 ? "When it appears" : "Nothing" },
          ...whens.map((value) => ({ value, label: RELATION_LABELS[value] })),
        ]}
        onChange={choose}
      />
      {until && <RelationValues actor={actor} index={index} until={until} />}
    </>
  );
}

function RelationValues({ actor, index, until }: Props & { readonly until: Until }) {
  const editor = useEditor();
  const world = useWorld();
  const ref = { actorId: actor.id, index };
  const change = (next: Until) => setRelation(ref, next);
  const { canMove, ...distances } = DISTANCES[world.kind];
  const place = "place" in until ? until.place : undefined;
  return (
    <>
      {"actor" in until && <OtherActor actor={actor} index={index} until={until} />}
      {until.when === "green" && <LightField until={until} onChange={(light) => editor.run(change({ ...until, light }))} />}
      {(until.when === "near" || until.when === "travelled") && (
        <DocumentNumber
          label={until.when === "near" ? "Nearer than" : "Has moved"}
          value={until.distance}
          {...distances}
          change={(distance) => change({ ...until, distance })}
        />
      )}
      {until.when === "meets" && (
        <DocumentNumber
          label="Hit at"
          value={until.share * 100}
          {...PERCENT}
          change={(percent) => change({ ...until, share: percent / 100 })}
        />
      )}
      {until.when === "time" && (
        <DocumentNumber
          label="At"
          value={until.seconds}
          {...SECONDS}
          {...RELATION_LIMITS.moment}
          change={(seconds) => change({ ...until, seconds })}
        />
      )}
      {(until.when === "ttc" || until.when === "headway" || until.when === "gap") && (
        <DocumentNumber
          label={SECONDS_LABELS[until.when]}
          value={until.seconds}
          {...SECONDS}
          {...RELATION_LIMITS.seconds}
          change={(seconds) => change({ ...until, seconds })}
        />
      )}
      {until.when === "gap" && (
        <FieldRow label="Order">
          <SegmentedControl
            fullWidth
            aria-label="Order"
            value={until.order}
            data={[
              { value: "before", label: "Before it" },
              { value: "behind", label: "Behind it" },
            ]}
            onChange={(value) => editor.run(change({ ...until, order: value === "before" ? "before" : "behind" }))}
          />
        </FieldRow>
      )}
      {place && "place" in until && (
        <FieldRow label="Place">
          <FieldPair>
            <DocumentNumber
              label="Place x"
              prefix="X"
              value={place.x}
              {...distances}
              min={-RELATION_LIMITS.distance.max}
              change={(x) => change({ ...until, place: { ...place, x } })}
            />
            <DocumentNumber
              label="Place y"
              prefix="Y"
              value={place.y}
              {...distances}
              min={-RELATION_LIMITS.distance.max}
              change={(y) => change({ ...until, place: { ...place, y } })}
            />
          </FieldPair>
        </FieldRow>
      )}
      {index === 0 && canMove && (
        <SwitchField
          label="Already moving at its start"
          checked={until.moving === true}
          onChange={(on) => {
            const { moving, ...rest } = until;
            if ((moving ?? false) !== on) editor.run(change(on ? { ...rest, moving: true } : rest));
          }}
        />
      )}
      <Outcome actor={actor} index={index} />
      <Button variant="default" onClick={() => editor.run(keepTimes([actor.id]))}>
        Fix the times
      </Button>
    </>
  );
}

const SECONDS_LABELS = { ttc: "Time to collision", headway: "Headway", gap: "Time gap" } as const;

function OtherActor({ actor, index, until }: Props & { readonly until: Extract<Until, { actor: string }> }) {
  const editor = useEditor();
  const actors = useScenario((scenario) => scenario.actors);
  return (
    <SelectField
      label={until.when === "meets" ? "Meets" : "Other"}
      value={until.actor}
      options={othersOf({ actors }, actor.id).map(({ id, name }) => ({ value: id, label: name || id }))}
      onChange={(other) => editor.run(setRelation({ actorId: actor.id, index }, { ...until, actor: other }))}
    />
  );
}

type LightProps = { readonly until: Extract<Until, { when: "green" }>; readonly onChange: (light: string) => void };

/** The traffic light that an actor waits at. */
function LightField({ until, onChange }: LightProps) {
  const road = useScenario((scenario) => scenario.road);
  const lights = lightsIn({ road });
  const gone = lights.some(({ id }) => id === until.light) ? [] : [{ value: until.light, label: `${until.light} (missing)` }];
  const options = lights.map(({ id, kind }) => ({
    value: id,
    label: `${kind === "lane" ? "Lane" : "Crossing"} ${id.replaceAll("_", " ")}`,
  }));
  return <SelectField label="Light" value={until.light} options={[...gone, ...options]} onChange={onChange} />;
}

/** When it comes true, or why it never does. */
function Outcome({ actor, index }: Props) {
  const scenario = useLive((present) => present);
  const state = relationsOf(scenario).find((relation) => relation.actorId === actor.id && relation.index === index);
  if (!state) return null;
  const fault = relationFaults(scenario).find((found) => found.actorId === actor.id && found.index === index);
  return (
    <>
      {state.moment !== null && (
        <p className={panels.hint} role="status">
          {index === 0 ? "Starts" : "Moves on"} at {formatSeconds(state.moment)}.
        </p>
      )}
      {fault && (
        <p className={road.warning} role="status">
          <IconAlertTriangle size={15} stroke={1.75} aria-hidden />
          <span>{fault.message}.</span>
        </p>
      )}
    </>
  );
}
