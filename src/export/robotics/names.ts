/** The id of recordings for robotics in `--formats`. */
export const MCAP = "mcap";

/** The file of a recording in a bundle. */
export const MCAP_PATH = "recording.mcap";
