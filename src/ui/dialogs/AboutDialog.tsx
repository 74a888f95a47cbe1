import { Anchor } from "@mantine/core";
import { DialogFrame, type DialogProps } from "./DialogFrame";
import classes from "./dialogs.module.css";

/** What the application is, and whose work it is based on. */
export function AboutDialog({ opened, onClose }: DialogProps) {
  return (
    <DialogFrame opened={opened} onClose={onClose} title="About Jaywalk" size={520}>
      <div className={classes.prose}>
        <p>
          Draw a traffic scenario; get the video and the frame-exact ground truth. Everything happens in this browser: nothing is uploaded.
        </p>
        <h3 className={classes.groupTitle}>Licences</h3>
        <p>Jaywalk’s own code is under the MIT licence.</p>
        <p>
          Video is encoded by <b>@ffmpeg/core</b>, a build of FFmpeg with x264 that is licensed under the{" "}
          <Anchor href="https://www.gnu.org/licenses/old-licenses/gpl-2.0.html" target="_blank" rel="noreferrer">
            GNU General Public License, version 2 or later
          </Anchor>
          . Its source is at{" "}
          <Anchor href="https://github.com/ffmpegwasm/ffmpeg.wasm" target="_blank" rel="noreferrer">
            github.com/ffmpegwasm/ffmpeg.wasm
          </Anchor>
          . It runs as a separate program; the videos you make are yours.
        </p>
        <p>The typeface is Inter (SIL Open Font License). Icons are from Tabler (MIT).</p>
      </div>
    </DialogFrame>
  );
}
