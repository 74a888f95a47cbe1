/** The compiled kernel in base64. `kernelBytes.js` is generated from `kernel/` by compileKernel.mjs and not checked in. */
export declare const KERNEL_BASE64: string;
