import { copiedText } from '../clipboard/copiedText';
import { provide } from '../onDemand/registry';

provide('copiedText', copiedText);
