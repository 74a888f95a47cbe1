import { VisuallyHidden } from "@mantine/core";
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState, type DragEvent, type KeyboardEvent } from "react";
import type { Size } from "@/core/document";
import {
  activeView,
  addActors,
  currentView,
  groundView,
  hitScene,
  rulesOf,
  selectionOf,
  targetAt,
  toSheet,
  type Editor,
  type ViewId,
} from "@/editor";
import { useServices } from "../context/ServicesContext";
import { isDrawingTool } from "../context/drawingTool";
import { attachInput } from "./input";
import { ACTOR_DRAG_TYPE, draggedActor } from "./dragged";
import { cycleSelection, enterWaypoints, placeInMiddle } from "./cycle";
import { PlanCanvas } from "./plan/PlanCanvas";
import { StageCanvas } from "./StageCanvas";
import type { MenuPlace } from "./StageMenu";
import { StageHits } from "./nodes/stageHits";
import classes from "./stage.module.css";

type Props = {
  readonly editor: Editor;
  readonly id: ViewId;
  /** What it is called: assistive technology reads it. */
  readonly label: string;
  readonly onMenu: (place: MenuPlace) => void;
};

/** One view of the stage: the picture or the plan, with paths and handles over it, worked by pointer, fingers and keys. */
export function StagePane({ editor, id, label, onMenu }: Props) {
  const { pointer } = useServices();
  const element = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<Size | null>(null);
  const helpId = useId();
  const hits = useMemo(() => new StageHits(), []);

  useLayoutEffect(() => {
    const node = element.current;
    if (!node) return undefined;
    const measure = () => {
      const viewport = { width: node.clientWidth, height: node.clientHeight };
      editor.transient.setState(id === "plan" ? { planViewport: viewport } : { viewport });
      setSize(viewport);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(node);
    return () => observer.disconnect();
  }, [editor, id]);

  useEffect(() => {
    const node = element.current;
    return node ? attachInput(node, editor, id, pointer, hits) : undefined;
  }, [editor, hits, id, pointer]);

  useEffect(
    () =>
      editor.transient.subscribe((state, before) => {
        if (state.cursor !== before.cursor && element.current) element.current.style.cursor = state.cursor;
      }),
    [editor],
  );

  // Whoever takes up a tool wants to draw with it: by keyboard, too.
  useEffect(
    () =>
      editor.session.subscribe((state, before) => {
        if (
          !isDrawingTool(state) ||
          (state.tool === before.tool && state.actorType === before.actorType && state.actorModel === before.actorModel)
        )
          return;
        if (isWorkedIn(editor, id)) element.current?.focus({ preventScroll: true });
      }),
    [editor, id],
  );

  const onKeyDown = (event: KeyboardEvent) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const used =
      (event.key === "Tab" && plain && cycleSelection(editor, event.shiftKey ? -1 : 1)) ||
      (event.key === "Enter" &&
        plain &&
        (placeInMiddle(editor, pointer) || (editor.session.getState().tool === "select" && enterWaypoints(editor))));
    if (!used) return;
    event.preventDefault();
    event.stopPropagation();
  };

  const place = (event: { clientX: number; clientY: number }) => {
    editor.transient.setState({ activeView: id });
    const { left = 0, top = 0 } = element.current?.getBoundingClientRect() ?? {};
    const onStage = { x: event.clientX - left, y: event.clientY - top };
    return { onStage, onSheet: toSheet(currentView(editor, id), onStage) };
  };
  const onContextMenu = (event: React.MouseEvent) => {
    event.preventDefault();
    const { onStage, onSheet } = place(event);
    const target = targetAt(onSheet, hits.at(onStage, onSheet), hitScene(editor));
    onMenu({ x: event.clientX, y: event.clientY, target });
  };
  const onDrop = (event: DragEvent) => {
    const dragged = draggedActor(event.dataTransfer.getData(ACTOR_DRAG_TYPE));
    if (!dragged) return;
    event.preventDefault();
    const { scenario } = editor.document.getState();
    const rules = rulesOf(scenario);
    const point = groundView(editor, id).unproject(place(event).onSheet);
    if (!point) return;
    const actor = rules.mover(scenario, dragged, [rules.settled(point, 1)], editor.transient.getState().frame);
    editor.run(addActors([actor]));
    editor.session.setState({ selection: selectionOf({ actors: [actor.id] }), tool: "select" });
  };

  return (
    <>
      <div
        ref={element}
        className={classes.surface}
        tabIndex={0}
        role="application"
        aria-label={label}
        aria-describedby={helpId}
        onKeyDown={onKeyDown}
        onContextMenu={onContextMenu}
        onDragOver={(event) => event.dataTransfer.types.includes(ACTOR_DRAG_TYPE) && event.preventDefault()}
        onDrop={onDrop}
      >
        {size && size.width > 0 && size.height > 0 && (
          <>
            {id === "plan" ? (
              <PlanCanvas editor={editor} hits={hits} width={size.width} height={size.height} />
            ) : (
              <StageCanvas editor={editor} hits={hits} width={size.width} height={size.height} />
            )}
          </>
        )}
      </div>
      <VisuallyHidden id={helpId}>
        Tab moves through actors, occluders and regions to ignore, Enter goes into an actor’s waypoints, Escape goes back out. Arrow keys
        move the selection by one pixel, or by ten with Shift; on a road by ten centimetres, or by a metre. With an adding tool active,
        Enter places a new object in the middle of the view.
      </VisuallyHidden>
    </>
  );
}

/** Whether a view is the one that a person works in, of those shown. */
const isWorkedIn = (editor: Editor, id: ViewId): boolean => activeView(editor) === id;
