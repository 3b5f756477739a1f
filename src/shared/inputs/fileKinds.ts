/** The sub-types of a file parameter. `file` takes all files. */
export const fileKinds = [
  'file',
  'image',
  'doc',
  'code',
  'ppt',
  'txt',
  'excel',
  'audio',
  'zip',
  'video',
  'svg',
  'voice',
] as const;

export type FileKind = (typeof fileKinds)[number];

const audio = ['.mp3', '.wav', '.aac', '.flac', '.ogg', '.wma', '.alac', '.mid', '.midi', '.ac3', '.dsd'];

const endings: Readonly<Record<Exclude<FileKind, 'file'>, readonly string[]>> = {
  image: ['.jpg', '.jpeg', '.png', '.gif', '.webp', '.heic', '.heif', '.bmp', '.tif', '.tiff', '.pcd'],
  doc: ['.docx', '.doc', '.pdf'],
  code: ['.py', '.java', '.c', '.cpp', '.js', '.css'],
  ppt: ['.ppt', '.pptx'],
  txt: ['.txt'],
  excel: ['.xls', '.xlsx', '.csv'],
  audio,
  zip: ['.zip', '.rar', '.7z', '.tar', '.gz', '.bz2'],
  video: ['.mp4', '.avi', '.mov', '.wmv', '.flv', '.mkv'],
  svg: ['.svg'],
  voice: audio,
};

/** The endings of file names, such as `.pdf`, that a sub-type takes (docs/coze-protocol.md, 1.5). Empty if it takes all. */
export function acceptedEndings(kind: FileKind): readonly string[] {
  return kind === 'file' ? [] : endings[kind];
}
