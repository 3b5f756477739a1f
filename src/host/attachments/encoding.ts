import type { UploadedFile } from '../../coze/cozeApi';
import type { MediaItem } from '../../shared/conversation/content';
import { isInCloud, type Workflow } from '../../shared/workflow';

/** A file that the service has. */
export interface ReadyFile extends UploadedFile {
  readonly name: string;
  readonly kind: MediaItem['kind'];
  /** In bytes. */
  readonly size: number;
}

/** The file as an attachment of a message. The address is used only by the format `file_url`. */
export function attachmentOf({ id, url, name, kind, size }: ReadyFile, workflow: Workflow): MediaItem {
  const hasUrl = workflow.attachmentFormat === 'file_url' && url !== undefined;
  return { kind, fileId: id, name, size, ...(hasUrl && { url }) };
}

/**
 * The file as a parameter (docs/coze-protocol.md, 8.2): in the cloud a string that contains JSON, and on a self-hosted server
 * an address that names the file.
 */
export function parameterOf({ id, url, name }: ReadyFile, workflow: Workflow): string {
  if (url === undefined || isInCloud(workflow)) return JSON.stringify({ file_id: id });
  const address = new URL(url);
  // Appended as text: the address is signed, and another order or spelling of its query would break the signature.
  const separator = address.search === '' ? '?' : '&';
  return `${url}${separator}x-wf-file_name=${encodeURIComponent(name)}`;
}
