declare module 'proper-lockfile' {
  /** As much of the package as the measurement calls: takes a lock, and answers what lets it go. */
  export function lock(
    file: string,
    options: { readonly stale: number; readonly realpath: boolean; readonly onCompromised: () => void },
  ): Promise<() => Promise<void>>;
}
