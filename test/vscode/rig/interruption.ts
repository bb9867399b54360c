/** Runs `work`; rejects as soon as this process is asked to end, so that the caller can tidy up. */
export const untilInterrupted = async <T>(work: () => Promise<T>): Promise<T> => {
  const { promise, reject } = Promise.withResolvers<never>();
  const interrupt = (signal: NodeJS.Signals) => reject(new Error(`ended by ${signal}`));
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    return await Promise.race([work(), promise]);
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
};
