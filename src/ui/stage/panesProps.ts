import type { Editor } from "@/editor";
import type { MenuPlace } from "./StageMenu";

/** What the stage's panes need, whatever world they show. */
export type PanesProps = { readonly editor: Editor; readonly onMenu: (place: MenuPlace) => void };
