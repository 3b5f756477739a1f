declare const packageVersion: string | undefined;

/** Version of the package. The build inserts it. */
export const version = typeof packageVersion === 'string' ? packageVersion : '0.0.0';
