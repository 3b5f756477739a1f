import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { errorInfoSchema, type ErrorInfo } from '../../shared/errorInfo';
import type { WorkflowParameter } from '../../shared/inputs/inputFields';
import { parseJson } from '../../shared/json/json';
import { fields, flag, list, read, text, time, type Schema } from '../../shared/schema';
import {
  directoryMode,
  nodeFileSystem,
  replaceFile,
  unlessMissing,
} from '../../storage/journal/disk/fileSystem';

/** A workflow whose inputs are asked for. */
export interface InputsTarget {
  readonly baseUrl: string;
  readonly workflowId: string;
  /** Absent for the latest version. */
  readonly workflowVersion?: string;
}

/** What the service replied about the inputs of a workflow: the inputs, or why there are none. */
export interface InputsReply {
  readonly parameters?: readonly WorkflowParameter[];
  /** Absent with `parameters`; `true` if the service replied without inputs. */
  readonly failure?: ErrorInfo | true;
}

/** The reply for one version. */
export interface KnownInputs extends InputsReply {
  readonly workflowVersion?: string;
  /** When the service was asked, in milliseconds since the epoch. */
  readonly at: number;
}

/** Most versions of a workflow that are kept. */
const mostVersions = 10;
const mostParameters = 2_000;

const parameter: Schema<WorkflowParameter> = v.lazy(() => parameterFields);
const parameterFields: Schema<WorkflowParameter> = fields(
  { name: text, type: text, isRequired: flag },
  { description: text, defaultValue: text, items: parameter, properties: list(parameter, mostParameters) },
);
const knownInputs: Schema<KnownInputs> = fields(
  { at: time },
  {
    workflowVersion: text,
    parameters: list(parameter, mostParameters),
    failure: v.union([v.literal(true), errorInfoSchema]),
  },
);
const file = fields({ known: list(knownInputs, mostVersions) });

/** What services replied about inputs, in one small file for each workflow. All windows share the folder. */
export class InputsCache {
  constructor(private readonly directory: string) {}

  /** The replies about all versions of a workflow, the newest first. Empty if the file is missing or damaged. */
  async read(target: InputsTarget): Promise<readonly KnownInputs[]> {
    const content = await unlessMissing(readFile(this.pathOf(target), 'utf8'));
    return content === undefined ? [] : (read(file, parseJson(content))?.known ?? []);
  }

  /** Adds a reply. It replaces that about the same version. */
  async add(target: InputsTarget, reply: KnownInputs): Promise<void> {
    const others = (await this.read(target)).filter(
      ({ workflowVersion }) => workflowVersion !== reply.workflowVersion,
    );
    const content = JSON.stringify({ known: [reply, ...others].slice(0, mostVersions) });
    const path = this.pathOf(target);
    await mkdir(this.directory, { recursive: true, mode: directoryMode });
    const temporary = `${path}.${randomBytes(8).toString('hex')}`;
    await replaceFile(nodeFileSystem, path, Buffer.from(content), temporary);
  }

  private pathOf({ baseUrl, workflowId }: InputsTarget): string {
    const name = createHash('sha256').update(`${baseUrl} ${workflowId}`).digest('hex');
    return join(this.directory, `${name}.json`);
  }
}
