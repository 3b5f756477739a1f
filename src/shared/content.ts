/** Something by public URL that the user sent, or that an answer holds. */
export interface MediaItem {
  readonly kind: 'image' | 'file' | 'audio' | 'video';
  /** Absent where the service gave only a file id. */
  readonly url?: string;
  readonly fileId?: string;
  readonly name?: string;
}

/** One question of a card that waits for the user (coze-protocol: `x_properties.workflow_card_info`). */
export type CardQuestion =
  | { readonly type: 'options'; readonly title: string; readonly options: readonly string[] }
  | { readonly type: 'inputs'; readonly title: string; readonly fields: readonly CardField[] };

export interface CardField {
  readonly name: string;
  /** Coze's own type word: string, integer, number, boolean, object, array, file … */
  readonly type: string;
  readonly required: boolean;
}

/**
 * What a message is, decoded. `text` of the message always holds what can be shown, copied and searched;
 * `MessageBody` adds what text cannot say.
 */
export type MessageBody =
  | { readonly type: 'text' }
  | { readonly type: 'media'; readonly items: readonly MediaItem[] }
  /** A card that asks: shown as buttons or a form. `raw` is the JSON as it came. */
  | { readonly type: 'card'; readonly raw: string; readonly question?: CardQuestion }
  /** function_call, tool_response, tool_output, knowledge: folded. */
  | { readonly type: 'tool'; readonly tool: 'call' | 'output' | 'knowledge'; readonly name?: string };
