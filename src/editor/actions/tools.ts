import { ACTOR_LABELS, ACTOR_TYPES, type ActorType } from "@/core/document";
import { ROAD_USER_KINDS, ROAD_USER_LABELS, roadUserKind, roadUserOf, type RoadUserKind } from "@/core/world";
import type { Editor } from "../editor";
import { drawnActor, type ToolId } from "../stores/session";
import { onPicture, onlyInPicture, type Action } from "./action";

const PLAIN_TOOLS: readonly (readonly [tool: ToolId, label: string, key: string, keywords: readonly string[]])[] = [
  ["select", "Select", "v", ["choose", "pointer", "arrow"]],
  ["path", "Draw path", "p", ["trajectory", "route", "walk", "waypoints"]],
  ["freehand", "Draw freehand path", "f", ["trajectory", "route", "pencil", "sketch"]],
  ["occluder", "Draw occluder", "u", ["parked car", "van", "wall", "tree", "hedge", "sign", "obstacle", "hide", "occlusion"]],
  ["hand", "Pan", "h", ["scroll", "move view"]],
];

const ACTOR_KEYWORDS: Record<ActorType, readonly string[]> = {
  pedestrian: ["person", "people", "child", "walker", "adult"],
  cyclist: ["bike", "bicycle", "rider"],
  vehicle: ["car", "truck", "van", "bus", "lorry"],
  distracted_driver: ["phone", "drowsy", "cabin"],
};

/** The action that takes up a tool for a kind of road user. */
export const roadUserTool = (kind: RoadUserKind): string => `tool.place-road-${kind}`;

/** What an action of road users has in common. */
const ON_ROADS = {
  group: "Tools",
  enabled: ({ editor }) => !onPicture(editor),
  unfit: ({ editor }) => (onPicture(editor) ? "Open a road scenario first; in a picture, the panel changes an actor’s model" : null),
} as const satisfies Partial<Action>;

const takeUp = (editor: Editor, kind: RoadUserKind, tool: ToolId): void =>
  editor.session.setState({ tool, actorType: roadUserOf(kind).type, actorModel: kind });

/** Takes up the tool of the kind of road user that comes so many places after the present one; a path tool stays in hand. */
function takeUpNext(editor: Editor, by: 1 | -1): void {
  const { tool, ...session } = editor.session.getState();
  const { type, model } = drawnActor(session);
  const isDrawing = tool === "path" || tool === "freehand";
  const count = ROAD_USER_KINDS.length;
  const present = ROAD_USER_KINDS.indexOf(roadUserKind(type, model));
  const next = ROAD_USER_KINDS[isDrawing || tool === "place" ? (present + by + count) % count : present];
  if (next) takeUp(editor, next, isDrawing ? tool : "place");
}

export const toolActions: readonly Action[] = [
  ...PLAIN_TOOLS.map(([tool, label, key, keywords]): Action => ({
    id: `tool.${tool}`,
    label,
    keywords,
    group: "Tools",
    shortcuts: [key],
    checked: ({ editor }) => editor.session.getState().tool === tool,
    perform: ({ editor }) => editor.session.setState({ tool }),
  })),
  ...ACTOR_TYPES.map((actorType, index): Action => {
    const action: Action = {
      id: `tool.place-${actorType}`,
      label: `Add ${ACTOR_LABELS[actorType].toLowerCase()}`,
      keywords: ACTOR_KEYWORDS[actorType],
      group: "Tools",
      shortcuts: [String(index + 1)],
      checked: ({ editor }) => {
        const { tool, actorModel, ...state } = editor.session.getState();
        // On a road, a model is the choice of another tool.
        return tool === "place" && state.actorType === actorType && (actorModel === "" || onPicture(editor));
      },
      perform: ({ editor }) => editor.session.setState({ tool: "place", actorType, actorModel: "" }),
    };
    const indoors = actorType === "distracted_driver";
    return indoors ? onlyInPicture(action, "A distracted driver needs an in-cabin scene and cannot be on a road") : action;
  }),
  ...ROAD_USER_KINDS.map((kind): Action => ({
    id: roadUserTool(kind),
    label: `Add to the road: ${ROAD_USER_LABELS[kind].toLowerCase()}`,
    keywords: [kind.replace("_", " "), "road user"],
    ...ON_ROADS,
    checked: ({ editor }) => {
      const { tool, ...session } = editor.session.getState();
      const { type, model } = drawnActor(session);
      return tool === "place" && roadUserKind(type, model) === kind;
    },
    perform: ({ editor }) => takeUp(editor, kind, "place"),
  })),
  {
    id: "tool.next-road-user",
    label: "Next kind of road user",
    keywords: ["wheelchair", "pram", "scooter", "cane", "dog", "bus", "tool"],
    ...ON_ROADS,
    shortcuts: ["j"],
    perform: ({ editor }) => takeUpNext(editor, 1),
  },
  {
    id: "tool.previous-road-user",
    label: "Previous kind of road user",
    ...ON_ROADS,
    shortcuts: ["shift+j"],
    perform: ({ editor }) => takeUpNext(editor, -1),
  },
];
