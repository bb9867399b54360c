/** Whether a file of this name is a project of Sora Studio. */
export function isSoraName(fileName: string): boolean {
  return /\.sorastudio$/i.test(fileName);
}
