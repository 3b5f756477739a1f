/** Whether a file is a test file, by its name or path. */
export function isTestFileName(name: string): boolean {
  return /\.coze-test\.(?:ya?ml|json)$/i.test(name);
}

/** Whether a test file is written in JSON, by its name or path. Others are YAML. */
export function isJsonName(name: string): boolean {
  return /\.json$/i.test(name);
}
