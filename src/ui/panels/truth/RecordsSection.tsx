import { useMemo } from "react";
import type { Box } from "@/core/scene";
import { frameState } from "@/core/scene";
import { groundTruthOf, type GroundTruthRecord } from "@/core/truth";
import { selectionOf } from "@/editor";
import { useEditor, useScenario, useSession } from "../../context/EditorContext";
import { ActorIcon } from "../../look/actors";
import { Section } from "../Section";
import { usePlayheadFrame } from "./usePlayheadFrame";
import panels from "../panels.module.css";
import classes from "./truth.module.css";

/** Every annotation at the playhead, as it is exported. */
export function RecordsSection() {
  const scenario = useScenario((present) => present);
  const frame = Math.min(usePlayheadFrame(), scenario.video.durationFrames - 1);
  const records = useMemo(() => groundTruthOf(frameState(scenario, frame)), [scenario, frame]);
  return (
    <Section title={`Annotations at frame ${frame}`}>
      {records.length === 0 ? (
        <p className={panels.hint}>No actor is in view at this frame.</p>
      ) : (
        <table className={classes.records}>
          <thead>
            <tr>
              <th scope="col">Track</th>
              <th scope="col">Box</th>
              <th scope="col">Visible box</th>
              <th scope="col">Visible</th>
            </tr>
          </thead>
          {records.map((record) => (
            <RecordRows key={record.track_id} record={record} />
          ))}
        </table>
      )}
    </Section>
  );
}

function RecordRows({ record }: { record: GroundTruthRecord }) {
  const editor = useEditor();
  const id = useScenario((scenario) => scenario.actors.find(({ trackId }) => trackId === record.track_id)?.id);
  const selected = useSession(({ selection }) => id !== undefined && selection.actors.includes(id));
  const seen = Math.round(record.visibility * 100);
  const choose = () => {
    if (id !== undefined) editor.session.setState({ selection: selectionOf({ actors: [id] }) });
  };
  return (
    <tbody className={classes.record} data-selected={selected || undefined} onClick={choose}>
      <tr>
        <th scope="row">
          <button type="button" className={classes.track} aria-label={`Select track ${record.track_id}`}>
            <ActorIcon type={record.object_type} size={15} /> {record.track_id}
          </button>
        </th>
        <td>
          <BoxText box={record.bounding_box} />
        </td>
        <td>{record.visible_box ? <BoxText box={record.visible_box} /> : <span className={classes.none}>none</span>}</td>
        <td className={classes.seen}>
          <span className={classes.meter} aria-hidden>
            <span style={{ width: `${seen}%` }} />
          </span>
          {seen} %
        </td>
      </tr>
      {(record.occluded_by.length > 0 || record.truncation > 0) && (
        <tr>
          <td />
          <td colSpan={3} className={classes.note}>
            {record.truncation > 0 && `${Math.round(record.truncation * 100)} % outside the frame. `}
            {record.occluded_by.length > 0 && <OccludedBy ids={record.occluded_by} />}
          </td>
        </tr>
      )}
    </tbody>
  );
}

function BoxText({ box }: { box: Box }) {
  return (
    <>
      {box.x}, {box.y}
      <br />
      {box.width} × {box.height}
    </>
  );
}

function OccludedBy({ ids }: { ids: readonly (number | string)[] }) {
  const occluders = useScenario((scenario) => scenario.occluders);
  const names = ids.map((id) => (typeof id === "number" ? `track ${id}` : (occluders.find((occluder) => occluder.id === id)?.name ?? id)));
  return `Behind ${names.join(", ")}.`;
}
