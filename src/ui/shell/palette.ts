import { createSpotlight } from "@mantine/spotlight";

/** The command palette's state, and the function that opens it. */
export const [paletteStore, palette] = createSpotlight();
