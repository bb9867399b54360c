// Loaded into a server beside its program, with --expose-gc. It answers "heap" with the bytes that are in use once all
// that can be collected is.
import process from 'node:process';

process.on('message', (word) => {
  if (word !== 'heap') return;
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  process.send?.(heapUsed + external);
});
process.channel?.unref();
