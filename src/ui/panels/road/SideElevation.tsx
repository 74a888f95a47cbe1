import { fromLens } from "@/core/camera";
import type { RoadCamera, Scenario } from "@/core/document";
import classes from "./road.module.css";

const WIDTH = 268;
const HEIGHT = 84;
/** CSS pixels under the ground line, above the camera, and left of it. */
const [BELOW, ABOVE, LEFT] = [16, 14, 34];

/** A camera from its side: its height, its pitch, and what its lens sees of the ground ahead. */
export function SideElevation({ camera: { mount, lens, carrier }, video }: { camera: RoadCamera; video: Scenario["video"] }) {
  const ground = HEIGHT - BELOW;
  // The same scale both ways, so that angles are what they are.
  const scale = (ground - ABOVE) / Math.max(mount.z, 1.2);
  const eye = { x: LEFT, y: ground - mount.z * scale };
  const [top, axis, bottom] = [0, lens.cy, video.height].map((v) => angleDown(lens, { u: lens.cx, v }, mount.pitch));
  const nearest =
    bottom !== null && bottom !== undefined && bottom > 0.5 && bottom < 179 ? mount.z / Math.tan((bottom * Math.PI) / 180) : null;
  const outline = [eye, ...[top, bottom].map((angle) => reached(eye, angle ?? 0, ground))];
  return (
    <svg className={classes.elevation} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden>
      <line className={classes.ground} x1={0} x2={WIDTH} y1={ground} y2={ground} />
      {carrier === "world" && <line className={classes.support} x1={eye.x} x2={eye.x} y1={ground} y2={eye.y} />}
      {carrier === "ego" && (
        <rect className={classes.body} x={eye.x - 2.2 * scale} y={ground - 1.3 * scale} width={2.6 * scale} height={1.1 * scale} rx={4} />
      )}
      <polygon className={classes.cone} points={coneOf(eye, outline, ground)} />
      {outline.slice(1).map(({ x, y }, index) => (
        <line key={index} className={classes.edge} x1={eye.x} y1={eye.y} x2={x} y2={y} />
      ))}
      <Axis eye={eye} angle={axis ?? 0} ground={ground} />
      <circle className={classes.eye} cx={eye.x} cy={eye.y} r={4} />
      <text className={classes.text} x={6} y={HEIGHT - 4}>
        {`${mount.z.toFixed(2)} m high`}
      </text>
      <text className={classes.text} x={WIDTH - 6} y={HEIGHT - 4} textAnchor="end">
        {nearest === null || nearest < 0 ? "" : `sees the ground from ${nearest.toFixed(1)} m`}
      </text>
    </svg>
  );
}

type Place = { readonly x: number; readonly y: number };

/** Degrees below the horizon at which a place of the picture looks; null where the lens shows nothing. */
function angleDown(lens: RoadCamera["lens"], place: { u: number; v: number }, pitch: number): number | null {
  const ray = fromLens(lens, place);
  return ray && (Math.atan2(ray.y, ray.z) * 180) / Math.PI + pitch;
}

const FAR = 2000;

/** Where a ray comes to the ground, or far away. */
function reached({ x, y }: Place, degrees: number, ground: number): Place {
  const [dx, dy] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const length = dy > 0 ? Math.min(FAR, (ground - y) / dy) : FAR;
  return { x: x + dx * length, y: y + dy * length };
}

/** What lies between two rays, closed along the ground where one of them comes down and the other goes up. */
function coneOf(eye: Place, [, upper, lower]: readonly Place[], ground: number): string {
  if (!upper || !lower) return "";
  const far = upper.y < ground - 0.5 && lower.y >= ground - 0.5 ? [{ x: FAR, y: ground }] : [];
  return [eye, upper, ...far, lower].map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");
}

function Axis({ eye, angle, ground }: { eye: Place; angle: number; ground: number }) {
  const { x, y } = reached(eye, angle, ground);
  return <line className={classes.axis} x1={eye.x} y1={eye.y} x2={x} y2={y} />;
}
