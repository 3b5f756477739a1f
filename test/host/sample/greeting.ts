/** Select a part of this file and run "Ask Coze workflow about selection". */
export function greeting(name: string, hour: number): string {
  const time = hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening';
  return `Good ${time}, ${name}!`;
}
