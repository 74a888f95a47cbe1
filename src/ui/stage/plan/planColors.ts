import type { SurfaceKind } from "@/core/world/roads";
import type { Scheme } from "../../theme/palette";

/** The colours of a plan: two greys, so that actors stand out. */
export type PlanColors = {
  /** Beside the road. */
  readonly field: string;
  readonly surfaces: Readonly<Record<SurfaceKind, string>>;
  readonly marking: string;
  /** What stands beside the road and cannot be edited: fainter than actors and occluders. */
  readonly scenery: { readonly buildings: string; readonly plants: string; readonly things: string; readonly edge: string };
  readonly kerb: string;
  readonly grid: string;
  /** Text on the plan: scale and names. */
  readonly ink: string;
  /** The edge of a body, and its windows. */
  readonly edge: string;
};

export const PLAN_COLORS: Readonly<Record<Scheme, PlanColors>> = {
  light: {
    field: "#dde3da",
    surfaces: {
      carriageway: "#b4bac4",
      parking: "#a9b0bc",
      shoulder: "#bdc3cc",
      pavement: "#e9ebee",
      island: "#d3dccd",
      verge: "#d0d9ca",
    },
    marking: "#ffffff",
    scenery: { buildings: "#cdd1d8", plants: "#c2d2bb", things: "#c4c9d2", edge: "#a3abb6" },
    kerb: "#8b93a1",
    grid: "#5a6475",
    ink: "#3d4552",
    edge: "#12151b",
  },
  dark: {
    field: "#13181a",
    surfaces: {
      carriageway: "#2a2f37",
      parking: "#242930",
      shoulder: "#2e343c",
      pavement: "#3c434d",
      island: "#26302a",
      verge: "#1c2521",
    },
    marking: "#c3cad5",
    scenery: { buildings: "#20252d", plants: "#1d2b22", things: "#333a45", edge: "#424a57" },
    kerb: "#5c6574",
    grid: "#98a1b0",
    ink: "#aab3c1",
    edge: "#0c0e11",
  },
};
