import type { Scenario, VideoSettings } from "@/core/document";
import type { Box } from "@/core/scene/frameStateTypes";
import type { Editor } from "./editor";
import type { GuideAxis, SessionData } from "./stores/session";

type Guides = SessionData["guides"];

/** Whether a guide at this position would be in the picture; dropped outside, it is removed. */
const inPicture = (axis: GuideAxis, at: number, { width, height }: VideoSettings): boolean =>
  at >= 0 && at <= (axis === "x" ? width : height);

const withGuides = (guides: Guides, axis: GuideAxis, places: readonly number[]): Guides => ({
  ...guides,
  [axis]: [...new Set(places)].sort((one, other) => one - other),
});

/** A guide being created or moved. `from` is its current position, in pixels of the video; null creates a new one. */
export function dragGuide(editor: Editor, axis: GuideAxis, from: number | null) {
  const { guides } = editor.session.getState();
  const others = guides[axis].filter((at) => at !== from);
  return {
    move: (at: number) => editor.session.setState({ guides: withGuides(guides, axis, [...others, Math.round(at)]) }),
    /** Releases the guide: outside the picture it is deleted. */
    up: (at: number) => {
      const { video } = editor.document.getState().scenario;
      const place = Math.round(at);
      editor.session.setState({ guides: withGuides(guides, axis, inPicture(axis, place, video) ? [...others, place] : others) });
    },
    cancel: () => editor.session.setState({ guides }),
  };
}

export function deleteGuide({ session }: Editor, axis: GuideAxis, at: number): void {
  const { guides } = session.getState();
  session.setState({
    guides: withGuides(
      guides,
      axis,
      guides[axis].filter((other) => other !== at),
    ),
  });
}

/** Creates a vertical guide through the centre of a box and a horizontal one at its lower edge: where an actor stands. */
export function addGuidesAt({ session, document }: Editor, { x, y, width, height }: Box): void {
  const { guides } = session.getState();
  const { video }: Scenario = document.getState().scenario;
  const middle = Math.round(x + width / 2);
  const ground = Math.round(y + height);
  const upright = inPicture("x", middle, video) ? withGuides(guides, "x", [...guides.x, middle]) : guides;
  session.setState({ guides: inPicture("y", ground, video) ? withGuides(upright, "y", [...upright.y, ground]) : upright });
}
