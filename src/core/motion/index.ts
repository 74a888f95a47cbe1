export { motionFaults, motionFaultsOf, type MotionFault } from "./faults";
export { motionFaultText } from "./faultText";
