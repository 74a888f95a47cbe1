import { SURFACE } from "@/raster";
import type { Color } from "./builder";

export const SKIN: Color = [226, 178, 148];
export const HAIR: Color = [74, 54, 44];
export const DARK_SHOES: Color = [46, 46, 52];
export const TYRE: Color = [38, 40, 44];
export const RIM: Color = [168, 174, 182];
export const METAL: Color = [150, 156, 164];
export const DARK: Color = [52, 55, 62];
export const LAMP: Color = [248, 246, 228, SURFACE.lamp];
export const TAIL_LAMP: Color = [190, 34, 38, SURFACE.lamp];
export const PLATE: Color = [236, 236, 230, SURFACE.reflector];

/** The back of a sign. */
export const SHEET: Color = [146, 150, 154];

/** Of bicycles: behind, and on pedals and wheels. */
export const RED_REFLECTOR: Color = [176, 30, 34, SURFACE.reflector];
export const AMBER_REFLECTOR: Color = [206, 128, 40, SURFACE.reflector];

/** Like one of `SURFACE`, for windows with light behind them: plain by day, and lamps in the dark (`litColors`). */
export const WINDOW = 237;
/** Likewise, for panes of vehicles: plain, but they mirror the sky, and no snow stays on them (`litColors`). */
export const PANE = 235;

export const GLASS: Color = [74, 92, 110, PANE];

/** A darker or lighter shade of a colour. */
export function shaded([red, green, blue]: Color, factor: number): Color {
  const part = (value: number) => Math.max(0, Math.min(255, value * factor));
  return [part(red), part(green), part(blue)];
}

/** A darker or lighter pane of a vehicle. */
export const shadedGlass = (factor: number): Color => {
  const [red, green, blue] = shaded(GLASS, factor);
  return [red, green, blue, PANE];
};
