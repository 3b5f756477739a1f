/** Whether a file is a test file, by its name or path. */
export function isTestFileName(name: string): boolean {
  return /\.coze-test\.(?:ya?ml|json)$/i.test(name);
}
