/** The exit codes of the program. The larger problem decides: an interrupt before a budget, a budget before a failure. */
export const exitCodes = {
  passed: 0,
  failed: 1,
  wrongUse: 2,
  /** Errors of the network, of the token or of the service, and no failed test. */
  errors: 3,
  budget: 4,
  interrupted: 130,
} as const;
