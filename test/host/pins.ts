/** Versions of the VS Code build that is fetched from the npm registry, and of the Node it runs on. The one place to raise them. */
export const pins = {
  /** code-server 4.139.1 is VS Code 1.139.1. */
  codeServer: '4.139.1',
  /** code-server asks for exactly this major version. */
  node: '24.21.0',
  /** The desktop build that `npm test` downloads where Microsoft's server can be reached. */
  desktop: '1.139.1',
} as const;
