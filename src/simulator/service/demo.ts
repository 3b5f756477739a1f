/** The workflow of the built-in demo. Coze's own ids look like this; nothing lives under this one. */
export const demoWorkflowId = '7500000000000000001';

/** Where the demo pretends to be. `.invalid` is reserved (RFC 2606): no resolver will ever find it. */
export const demoBaseUrl = 'https://demo.invalid';
