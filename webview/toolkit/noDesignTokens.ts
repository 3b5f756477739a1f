/** Replaces the design tokens of `@microsoft/fast-foundation` in the build: see `designTokens.ts`. */
export const DesignToken = { registerRoot: (): undefined => undefined };
