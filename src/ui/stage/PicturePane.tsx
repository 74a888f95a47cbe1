import { EmptyStage } from "./EmptyStage";
import type { PanesProps } from "./panesProps";
import { Rulers } from "./Rulers";
import { StagePane } from "./StagePane";

/** The picture, with rulers along its edges. */
export function PicturePane({ editor, onMenu }: PanesProps) {
  return (
    <>
      <StagePane editor={editor} id="picture" label="Stage" onMenu={onMenu} />
      <EmptyStage />
      <Rulers />
    </>
  );
}
