const SLICE_MILLISECONDS = 8;

/**
 * Makes a function that, called now and then by long work, lets waiting messages in whenever the work has had the thread
 * for some milliseconds. A message to oneself does that; timers would wait longer each time.
 */
export function createYielder(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel();
  let begun = performance.now();
  return async () => {
    const since = performance.now() - begun;
    // A clock that was set back is not a slice that continues for as long.
    if (since >= 0 && since < SLICE_MILLISECONDS) return;
    await new Promise<void>((resume) => {
      port1.onmessage = () => resume();
      port2.postMessage(null);
    });
    begun = performance.now();
  };
}
