import { VisuallyHidden } from "@mantine/core";
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState, type DragEvent, type KeyboardEvent } from "react";
import { ACTOR_TYPES, type Size } from "@/core/document";
import { addActors, currentView, draftActor, hitScene, selectionOf, targetAt, toVideo, type Editor } from "@/editor";
import { useServices } from "../context/ServicesContext";
import { isInHand } from "../context/toolInHand";
import { attachInput } from "./input";
import { cycleSelection, enterWaypoints, placeInMiddle } from "./cycle";
import { EmptyStage } from "./EmptyStage";
import { LiveDescription } from "./LiveDescription";
import { StageCanvas } from "./StageCanvas";
import { StageControls } from "./StageControls";
import { Rulers } from "./Rulers";
import { StageMenu, type MenuPlace } from "./StageMenu";
import { StageHits } from "./nodes/stageHits";
import classes from "./stage.module.css";

/** The data type of a palette button being dragged; its text is the actor type. */
export const ACTOR_DRAG_TYPE = "application/x-jaywalk-actor";

/** The stage: the picture with paths and handles over it, operated by pointer, touch and keyboard. */
export function StageView({ editor }: { editor: Editor }) {
  const { pointer } = useServices();
  const element = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<Size | null>(null);
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const helpId = useId();
  const hits = useMemo(() => new StageHits(), []);

  useLayoutEffect(() => {
    const node = element.current;
    if (!node) return undefined;
    const measure = () => {
      const viewport = { width: node.clientWidth, height: node.clientHeight };
      editor.transient.setState({ viewport });
      setSize(viewport);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(node);
    return () => observer.disconnect();
  }, [editor]);

  useEffect(() => {
    const node = element.current;
    return node ? attachInput(node, editor, pointer, hits) : undefined;
  }, [editor, hits, pointer]);

  useEffect(
    () =>
      editor.transient.subscribe((state, before) => {
        if (state.cursor !== before.cursor && element.current) element.current.style.cursor = state.cursor;
      }),
    [editor],
  );

  // A user who chooses a tool wants to draw with it, including with the keyboard.
  useEffect(
    () =>
      editor.session.subscribe((state, before) => {
        if (isInHand(state) && (state.tool !== before.tool || state.actorType !== before.actorType))
          element.current?.focus({ preventScroll: true });
      }),
    [editor],
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
    const { left = 0, top = 0 } = element.current?.getBoundingClientRect() ?? {};
    const onStage = { x: event.clientX - left, y: event.clientY - top };
    return { onStage, inVideo: toVideo(currentView(editor), onStage) };
  };
  const onContextMenu = (event: React.MouseEvent) => {
    event.preventDefault();
    const { onStage, inVideo } = place(event);
    const target = targetAt(inVideo, hits.at(onStage, inVideo), hitScene(editor));
    setMenu({ x: event.clientX, y: event.clientY, target });
  };
  const onDrop = (event: DragEvent) => {
    const type = ACTOR_TYPES.find((candidate) => candidate === event.dataTransfer.getData(ACTOR_DRAG_TYPE));
    if (!type) return;
    event.preventDefault();
    const { x, y } = place(event).inVideo;
    const actor = draftActor(editor.document.getState().scenario, type, [{ x: Math.round(x), y: Math.round(y) }]);
    editor.run(addActors([actor]));
    editor.session.setState({ selection: selectionOf({ actors: [actor.id] }), tool: "select" });
  };

  return (
    <div className={classes.root}>
      <div
        ref={element}
        className={classes.surface}
        tabIndex={0}
        role="application"
        aria-label="Stage"
        aria-describedby={helpId}
        onKeyDown={onKeyDown}
        onContextMenu={onContextMenu}
        onDragOver={(event) => event.dataTransfer.types.includes(ACTOR_DRAG_TYPE) && event.preventDefault()}
        onDrop={onDrop}
      >
        {size && size.width > 0 && size.height > 0 && <StageCanvas editor={editor} hits={hits} width={size.width} height={size.height} />}
      </div>
      <VisuallyHidden id={helpId}>
        Tab moves through actors, occluders and regions to ignore, Enter goes into an actor’s waypoints, Escape goes back out. Arrow keys
        move the selection by one pixel, or by ten with Shift. With an adding tool active, Enter places a new object in the middle of the
        stage.
      </VisuallyHidden>
      <LiveDescription editor={editor} />
      <EmptyStage />
      <Rulers />
      <StageControls />
      <StageMenu place={menu} onClose={() => setMenu(null)} />
    </div>
  );
}
