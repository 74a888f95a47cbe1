import { Button, Popover, TextInput } from "@mantine/core";
import { useState, type CSSProperties, type KeyboardEvent, type PointerEvent } from "react";
import type { Marker } from "@/core/document";
import { changeMarker, deleteMarkers, merging, selectionOf } from "@/editor";
import { useLive, useSession } from "../context/EditorContext";
import { useServices } from "../context/ServicesContext";
import { followDrag } from "./drag";
import { frameSnap } from "./snapping";
import { useTimeline } from "./TimelineContext";
import classes from "./timeline.module.css";

/** Named positions in time: a click goes there, a drag moves the marker, a double click renames it. */
export function Markers() {
  const markers = useLive((scenario) => scenario.markers);
  return markers.map((marker, index) => <MarkerFlag key={index} marker={marker} />);
}

function MarkerFlag({ marker }: { marker: Marker }) {
  const { editor, player } = useServices();
  const view = useTimeline();
  const [naming, setNaming] = useState(false);
  const selected = useSession(({ selection }) => selection.markers.includes(marker.frame));
  const go = () => {
    player.seek(marker.frame);
    editor.session.setState({ selection: selectionOf({ markers: [marker.frame] }) });
  };

  const press = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    const { frame } = marker;
    const scale = view.scale();
    const snap = frameSnap(editor, scale);
    const gesture = editor.gesture("Move marker");
    let target = frame;
    followDrag(event, {
      move: (dx, _dy, pointer) => {
        target = Math.max(0, snap(frame + dx / scale.pixelsPerFrame, pointer.ctrlKey || pointer.metaKey));
        gesture.update(changeMarker(frame, { frame: target }));
      },
      end: () => {
        gesture.commit();
        editor.session.setState({ selection: selectionOf({ markers: [target] }) });
      },
      cancel: () => gesture.cancel(),
      click: () => {
        gesture.cancel();
        go();
      },
    });
  };
  /** By frames, between the previous and the next marker. */
  const step = (by: number) => {
    const { markers, video } = editor.document.getState().scenario;
    const place = markers.findIndex(({ frame }) => frame === marker.frame);
    const low = (markers[place - 1]?.frame ?? -1) + 1;
    const high = (markers[place + 1]?.frame ?? video.durationFrames) - 1;
    const frame = Math.min(high, Math.max(low, marker.frame + by));
    if (frame === marker.frame) return;
    editor.run(merging(`marker ${place}`, changeMarker(marker.frame, { frame })));
    editor.session.setState({ selection: selectionOf({ markers: [frame] }) });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (direction !== undefined && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      event.stopPropagation();
      step(direction * (event.shiftKey ? 10 : 1));
    }
    if (event.key === "F2") setNaming(true);
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      event.stopPropagation();
      go();
    }
  };

  const style: CSSProperties & Record<`--${string}`, number> = { "--at": marker.frame };
  return (
    <Popover opened={naming} onChange={setNaming} position="top-start" trapFocus>
      <Popover.Target>
        <button
          type="button"
          className={classes.marker}
          style={style}
          data-selected={selected || undefined}
          aria-label={`Marker ${marker.name}, frame ${marker.frame}`}
          title={`${marker.name} (double-click or F2 to rename, arrow keys to move)`}
          onPointerDown={press}
          onDoubleClick={() => setNaming(true)}
          onKeyDown={onKeyDown}
        >
          {marker.name}
        </button>
      </Popover.Target>
      <Popover.Dropdown onPointerDown={(event) => event.stopPropagation()}>
        <MarkerForm marker={marker} onDone={() => setNaming(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

function MarkerForm({ marker, onDone }: { marker: Marker; onDone: () => void }) {
  const { editor } = useServices();
  const [name, setName] = useState(marker.name);
  return (
    <form
      className={classes.markerForm}
      onSubmit={(event) => {
        event.preventDefault();
        if (name !== marker.name) editor.run(changeMarker(marker.frame, { name }));
        onDone();
      }}
    >
      <TextInput aria-label="Marker name" value={name} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
      <Button type="submit">Rename</Button>
      <Button
        variant="default"
        onClick={() => {
          onDone();
          editor.run(deleteMarkers([marker.frame]));
        }}
      >
        Delete
      </Button>
    </form>
  );
}
