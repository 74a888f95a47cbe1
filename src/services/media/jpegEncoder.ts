/** Computing Huffman tables for each picture, the default, takes more stack than the core has: it crashes or writes corrupt files. */
export const JPEG_ENCODER = ["-c:v", "mjpeg", "-huffman", "default"];
