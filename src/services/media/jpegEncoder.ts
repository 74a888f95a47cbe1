/** Code tables of each picture's own, which are the default, take more stack than the core has: it crashes or writes amiss. */
export const JPEG_ENCODER = ["-c:v", "mjpeg", "-huffman", "default"];
