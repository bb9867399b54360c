// Loaded into a server beside its program. It watches how long the event loop is held and answers "take" with the
// longest hold since it was asked last, in milliseconds of processor time: what other programs take does not count.
import process from 'node:process';

let longest = 0;
let last = process.threadCpuUsage();

/** One turn of the loop has ended. */
function look(): void {
  const now = process.threadCpuUsage();
  longest = Math.max(longest, (now.user - last.user + now.system - last.system) / 1000);
  last = now;
}

setInterval(look, 1).unref();
process.on('message', (word) => {
  if (word !== 'take') return;
  look();
  process.send?.(longest);
  longest = 0;
});
process.channel?.unref();
