export {
  ACTION_GROUPS,
  addRegion,
  copySelection,
  cutSelection,
  editorActions,
  pasteText,
  reasonAgainst,
  roadUserTool,
  type Action,
  type ActionContext,
} from "./actions";
export { blankScenario, isBlank, isStageEmpty, type NewScenario } from "./blank";
export type { ClipboardPort } from "./clipboard";
export { addActors, changeActors, changeAppearance, draftActor, resizeActors, retypeActors, setPerspective } from "./commands/actors";
export {
  dressActors,
  removeBackground,
  removeSprite,
  showBackground,
  showStills,
  type BackgroundStill,
  type NamedAsset,
} from "./commands/assets";
export { merging, sequence, type Command } from "./commands/command";
export * from "./commands/cameras";
export * from "./commands/generators";
export * from "./commands/occluders";
export { followNewParameter, parameterFor } from "./commands/newParameter";
export * from "./commands/parameters";
export * from "./commands/regions";
export { pointOnPath, positionOnPath, segmentsOf } from "./commands/paths";
export { setDepth } from "./commands/depth";
export { withGroups } from "./commands/groups";
export { deleteGuide, dragGuide } from "./guides";
export { changeRoadPlan, setCarrier, setEgo, setRoadKind } from "./commands/road";
export { keepTimes, setRelation } from "./commands/relations";
export * from "./commands/roadActors";
export { EXPECTED_BRAKING, criticalityOf, encounteringPair, isCriticalityOn, switchCriticality, type CriticalityTold } from "./criticality";
export { RELATION_LABELS, WHENS, othersOf, usualRelation, type When } from "./relations";
export * from "./commands/scenery";
export * from "./commands/scenario";
export * from "./commands/sensor";
export { speedFrom } from "./commands/speedTimed";
export { wholeArrivals } from "./commands/times";
export * from "./commands/timing";
export { shiftActors, splitActors, stretchActors, trimActors } from "./commands/trimming";
export * from "./commands/waypoints";
export { waitAt } from "./commands/wholeMotion";
export * from "./commands/driver";
export * from "./commands/weather";
export { newModelScale } from "./usualSizes";
export { present } from "./history";
export type { Neighbour } from "./stores/document";
export { createEditor, type Editor, type Gesture, type LeftScenario } from "./editor";
export { crossingOf, encounterOf, meetingOf, type Crossing, type Meeting } from "./encounter";
export * from "./geometry";
export * from "./hit";
export { faultOf } from "./refusal";
export { roadCopyFault, roadCopyOf, type RoadCopy } from "./roadCopy";
export { createKeyboard, meantBy, shortcutText, type KeyInput } from "./keyboard";
export * from "./playback";
export * from "./selection";
export { legsOf, meanSpeed, type Leg } from "./speeds";
export * from "./stores/session";
export type { Draft, TransientState } from "./stores/transient";
export * from "./target";
export { createPointer, type Pointer } from "./tools/pointer";
export { hitScene, type PointerInput } from "./tools/tool";
export * from "./view";
export { groundViewOf, type BodyOutline, type GroundView, type LineSink, type ViewId } from "./views";
export { rulesOf } from "./worlds";
