const SLICE_MILLISECONDS = 8;

/**
 * Makes a function that, called now and then during long work, lets waiting messages in whenever the work has occupied the thread for
 * some milliseconds. It posts a message to itself; timers would wait longer each time.
 */
export function createYielder(): () => Promise<void> {
  let sliceStart = performance.now();
  return async () => {
    const since = performance.now() - sliceStart;
    // A clock that was set back does not make the slice longer.
    if (since >= 0 && since < SLICE_MILLISECONDS) return;
    const { port1, port2 } = new MessageChannel();
    await new Promise<void>((resume) => {
      port1.onmessage = () => resume();
      port2.postMessage(null);
    });
    // Node.js does not end while a port is open.
    port1.close();
    sliceStart = performance.now();
  };
}
