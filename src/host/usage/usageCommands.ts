/** The commands for the page "Usage". The page is loaded by the first of them. */
export interface UsageCommands {
  readonly show: () => Promise<void>;
  readonly reload: () => void;
}
