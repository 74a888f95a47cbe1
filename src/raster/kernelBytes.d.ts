/** The compiled kernel, in base64. `kernelBytes.js` is made from `kernel/` by compileKernel.mjs and not kept in git. */
export declare const KERNEL_BASE64: string;
