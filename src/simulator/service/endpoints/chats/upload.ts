import { readForm, type FormFile } from '../../multipart';
import { refusalOf } from '../../refusal';
import type { Service } from '../../service';
import type { Endpoint } from '../endpoint';

/** Keeps a file of a form. Only its description stays in memory. */
export const upload: Endpoint = {
  methods: ['POST'],
  path: '/v1/files/upload',
  permission: 'uploadFile',
  servers: ['cloud', 'selfHosted'],
  handle: async ({ service, request, logId }) => {
    const file = await fileIn(service, request);
    const { now } = service.options;
    const at = Math.floor(now() / 1_000);
    const kept = service.files.add(service.ids.next(), file.name, file.bytes.length);
    const data = { id: kept.id, bytes: kept.bytes, file_name: kept.name };
    return service.success(
      service.kind === 'cloud'
        ? { ...data, created_at: at }
        : { ...data, CreatedAt: at, ...placeOf(request, kept.id) },
      logId,
    );
  },
};

/** Describes a file. Self-hosted servers do not have this. */
export const retrieveFile: Endpoint = {
  methods: ['GET'],
  path: '/v1/files/retrieve',
  permission: 'retrieveFile',
  servers: ['cloud'],
  handle: ({ service, query, logId }) => {
    const file = service.files.get(query.get('file_id') ?? '');
    if (!file) throw refusalOf(4000, 'file not exist');
    const data = { id: file.id, bytes: file.bytes, file_name: file.name };
    return Promise.resolve(service.success(data, logId));
  },
};

/** Codes of the refusals, by kind of server. */
const codes = {
  cloud: { noForm: 4300, none: 4300, several: 4301, tooLarge: 4302, broken: 4304 },
  selfHosted: {
    noForm: 104000003,
    none: 104000006,
    several: 104000007,
    tooLarge: 104000004,
    broken: 104000005,
  },
} as const;

const megabyte = 1024 * 1024;
const mostBytes = { cloud: 512 * megabyte, selfHosted: 200 * megabyte } as const;

async function fileIn(service: Service, request: Request): Promise<FormFile> {
  const { kind, options } = service;
  const refused = codes[kind];
  const contentType = request.headers.get('content-type') ?? '';
  if (!contentType.startsWith('multipart/form-data;')) throw refusalOf(refused.noForm);
  const limit = options.mostUploadBytes ?? mostBytes[kind];
  if (Number(request.headers.get('content-length')) > limit) throw refusalOf(refused.tooLarge);
  const files = readForm(Buffer.from(await request.arrayBuffer()), contentType);
  if (!files) throw refusalOf(refused.broken);
  const [file] = files;
  if (!file) throw refusalOf(refused.none);
  if (files.length > 1) throw refusalOf(refused.several);
  if (file.bytes.length > limit) throw refusalOf(refused.tooLarge);
  if (kind === 'cloud') checkType(file);
  return file;
}

const endings = new Set(
  (
    'doc docx xls xlsx ppt pptx pdf numbers csv cpp py java c jpg jpeg jpg2 png gif webp heic heif bmp pcd tif tiff ' +
    'wav mp3 flac m4a aac ogg wma mid midi mp4 avi mov 3gp 3gpp flv webm wmv rmvb m4v mkv rar zip 7z gz gzip bz2 txt svg'
  ).split(' '),
);

/** What files of some types begin with, as Latin-1. */
const beginnings: Readonly<Record<string, string>> = {
  png: '\x89PNG',
  jpg: '\xFF\xD8\xFF',
  jpeg: '\xFF\xD8\xFF',
  gif: 'GIF8',
  pdf: '%PDF',
  zip: 'PK',
  docx: 'PK',
  xlsx: 'PK',
  pptx: 'PK',
};

/** The ending of the name must be listed, and match the content. */
function checkType({ name, bytes }: FormFile): void {
  if (bytes.length === 0) throw refusalOf(4300);
  const ending = /\.(\w+)$/.exec(name.toLowerCase())?.[1] ?? '';
  if (!endings.has(ending)) throw refusalOf(4303);
  const expected = beginnings[ending] ?? '';
  if (bytes.toString('latin1', 0, expected.length) === expected) return;
  throw refusalOf(
    4000,
    'The parameter file content or filename is invalid. It should follow the format: the file extension matches the file content',
  );
}

function placeOf(request: Request, id: string): { readonly uri: string; readonly url: string } {
  const uri = `BIZ_BOT_ICON/${id}`;
  return { uri, url: `${new URL(request.url).origin}/opencoze/${uri}?X-Amz-Signature=0` };
}
